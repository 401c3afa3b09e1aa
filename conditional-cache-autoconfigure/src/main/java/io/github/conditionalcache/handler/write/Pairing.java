package io.github.conditionalcache.handler.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.conditionalcache.handler.DeclarationReader;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;

/**
 * Pairs a handler that writes with the handler of GET that its preconditions are about.
 * Where one path is read in several ways, as a page and as data, the first of these
 * counts: one with the write's own version, one whose version is known before it runs,
 * one whose version is used, one mapped under the same conditions, one with the closest
 * pattern, one with a format that the write takes or gives, one that renders no view, the
 * first by name.
 */
final class Pairing {

	private final ReadPolicies policies;

	private final DeclarationReader declarations;

	Pairing(ReadPolicies policies, DeclarationReader declarations) {
		this.policies = policies;
		this.declarations = declarations;
	}

	/**
	 * Finds the handler of GET.
	 * @param writer the handler that writes
	 * @param own the version that the writer declares, or {@code null} if none
	 * @param readers handlers of GET
	 * @return the one to pair with, or {@code null} if there is none
	 */
	@Nullable MappedHandler reader(MappedHandler writer, @Nullable DeclaredVersion own, List<MappedHandler> readers) {
		String version = (own != null) ? text(own, writer) : null;
		return readers.stream()
			.filter((reader) -> mayPair(reader, writer, own))
			.min(Comparator.comparing((MappedHandler reader) -> !hasVersion(reader, version))
				.thenComparing((reader) -> !isEarly(reader))
				.thenComparing((reader) -> !isUsed(reader))
				.thenComparing((reader) -> !reader.sharesConditionsWith(writer))
				.thenComparing((reader) -> reader.to(writer))
				.thenComparing((reader) -> !reader.sharesFormatWith(writer))
				.thenComparing(this::isView)
				.thenComparing((reader) -> reader.handler().toString()))
			.orElse(null);
	}

	// A pattern that only contains the other one may be meant for something else
	private boolean mayPair(MappedHandler reader, MappedHandler writer, @Nullable DeclaredVersion own) {
		DeclaredVersion declared = declared(reader);
		return switch (reader.to(writer)) {
			case SAME, LOOSER -> true;
			case WIDER, SIMILAR -> declared != null && ((own != null) ? declared.hasShapeOf(own) : declared.isEarly());
			case NARROWER, CROSSING, APART -> false;
		};
	}

	@Nullable DeclaredVersion declared(MappedHandler reader) {
		ReadPolicy policy = this.policies.get(reader.handler());
		return (policy != null) ? policy.declared() : null;
	}

	private boolean isEarly(MappedHandler reader) {
		DeclaredVersion declared = declared(reader);
		return declared != null && declared.isEarly();
	}

	private boolean isUsed(MappedHandler reader) {
		ReadPolicy policy = this.policies.get(reader.handler());
		return policy != null && policy.used() != null;
	}

	private boolean isView(MappedHandler reader) {
		ReadPolicy policy = this.policies.get(reader.handler());
		return policy != null && policy.view();
	}

	private boolean hasVersion(MappedHandler reader, @Nullable String version) {
		DeclaredVersion declared = declared(reader);
		return version != null && declared != null && version.equals(text(declared, reader));
	}

	private static String text(DeclaredVersion declared, MappedHandler handler) {
		List<String> sources = declared.declaredBy()
			.stream()
			.map((source) -> source.kind() + " " + source.text())
			.toList();
		return BorrowedParameters.comparable(sources.toString(), handler);
	}

	/**
	 * Finds the other handlers of GET that a write meets.
	 * @param writer the handler that writes
	 * @param own the version that the writer declares, or {@code null} if none
	 * @param paired the handler that the writer is paired with, or {@code null} if none
	 * @param readers handlers of GET
	 * @return those that declare a version
	 */
	Neighbours neighbours(MappedHandler writer, @Nullable DeclaredVersion own, @Nullable MappedHandler paired,
			List<MappedHandler> readers) {
		DeclaredVersion borrowed = (paired != null) ? declared(paired) : null;
		String version = null;
		if (own != null) {
			version = text(own, writer);
		}
		else if (paired != null && borrowed != null) {
			version = text(borrowed, paired);
		}
		List<String> overlapping = new ArrayList<>();
		List<String> otherwise = new ArrayList<>();
		for (MappedHandler reader : readers) {
			if (declared(reader) == null) {
				continue;
			}
			switch (reader.to(writer)) {
				case SAME, LOOSER -> {
					if (!reader.equals(paired) && !hasVersion(reader, version)) {
						otherwise.add(describe(reader));
					}
				}
				case WIDER, NARROWER, CROSSING -> {
					if (reader.equals(paired) || paired == null || !reader.yieldsTo(paired)) {
						overlapping.add(describe(reader));
					}
				}
				case SIMILAR, APART -> {
				}
			}
		}
		return new Neighbours(overlapping, otherwise);
	}

	/**
	 * Finds the handlers of GET whose tags must not be taken for each other's, as they
	 * declare different versions of what one handler writes. A client that has read the
	 * one must not overwrite what only the other one tells.
	 * @param writer the handler that writes
	 * @param own the version that the writer declares, or {@code null} if none
	 * @param paired the handler that the writer is paired with, or {@code null} if none
	 * @param readers handlers of GET
	 * @return those handlers with what names their versions, or none if there is one
	 * version
	 */
	Map<HandlerMethod, String> different(MappedHandler writer, @Nullable DeclaredVersion own,
			@Nullable MappedHandler paired, List<MappedHandler> readers) {
		Map<HandlerMethod, String> versions = new LinkedHashMap<>();
		for (MappedHandler reader : readers) {
			DeclaredVersion declared = declared(reader);
			if (declared != null && reader.mayMeet(writer)) {
				versions.put(reader.handler(), text(declared, reader));
			}
		}
		Set<String> texts = new HashSet<>(versions.values());
		if (own != null && paired == null) {
			texts.add(text(own, writer));
		}
		return (texts.size() > 1) ? versions : Map.of();
	}

	/**
	 * Finds the handlers of GET for those paths of a handler that writes which the paired
	 * one does not answer.
	 * @param writer the handler that writes
	 * @param paired the handler whose version it borrows
	 * @param readers handlers of GET
	 * @return those that declare another version
	 */
	List<String> elsewhere(MappedHandler writer, MappedHandler paired, List<MappedHandler> readers) {
		DeclaredVersion borrowed = declared(paired);
		String version = (borrowed != null) ? text(borrowed, paired) : null;
		return readers.stream()
			.filter((reader) -> declared(reader) != null && !hasVersion(reader, version))
			.filter((reader) -> writer.paths()
				.stream()
				.anyMatch((path) -> reader.isMappedTo(path) && !paired.mayMeet(path)))
			.map(this::describe)
			.toList();
	}

	private String describe(MappedHandler reader) {
		return "%s (%s)".formatted(this.declarations.identify(reader.handler()).name(),
				String.join(", ", reader.patterns()));
	}

	/**
	 * The other handlers of GET whose paths a handler writes at.
	 *
	 * @param overlapping those with some of its paths, or with more
	 * @param otherwise those with its paths and another version
	 */
	record Neighbours(List<String> overlapping, List<String> otherwise) {

	}

}
