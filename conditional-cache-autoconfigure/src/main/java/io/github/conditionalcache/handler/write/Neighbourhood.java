package io.github.conditionalcache.handler.write;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.conditionalcache.handler.DeclarationReader;
import io.github.conditionalcache.version.declared.DeclaredVersion;

import org.springframework.web.method.HandlerMethod;

/**
 * The handlers of GET that handlers that write meet at their paths.
 */
final class Neighbourhood {

	private final List<MappedHandler> readers;

	private final ReaderVersions versions;

	private final DeclarationReader declarations;

	Neighbourhood(List<MappedHandler> readers, ReaderVersions versions, DeclarationReader declarations) {
		this.readers = readers;
		this.versions = versions;
		this.declarations = declarations;
	}

	/**
	 * Finds the handlers of GET, other than the one that a writer is paired with, that
	 * declare a version.
	 * @param writer the handler that writes
	 * @return those with some of its paths or with another version
	 */
	Neighbours of(Writer writer) {
		return new Neighbours(describe(overlapping(writer)), describe(otherwise(writer)));
	}

	private Stream<MappedHandler> overlapping(Writer writer) {
		MappedHandler paired = writer.reader();
		return versioned().filter((reader) -> switch (reader.to(writer.mapped())) {
			case WIDER, NARROWER, CROSSING -> reader.equals(paired) || paired == null || !reader.yieldsTo(paired);
			case SAME, LOOSER, SIMILAR, APART -> false;
		});
	}

	private Stream<MappedHandler> otherwise(Writer writer) {
		DeclaredVersion own = writer.own();
		String version = (own != null) ? VersionText.of(own, writer.mapped()) : this.versions.text(writer.reader());
		return versioned().filter((reader) -> switch (reader.to(writer.mapped())) {
			case SAME, LOOSER -> !reader.equals(writer.reader()) && !this.versions.isVersion(version, reader);
			case WIDER, NARROWER, CROSSING, SIMILAR, APART -> false;
		});
	}

	/**
	 * Finds the handlers of GET whose tags must not be taken for each other's, as they
	 * declare different versions of the resource that one handler writes. A client that
	 * has read the one must not overwrite state that only the other one shows.
	 * @param writer the handler that writes
	 * @return those handlers with the names of their versions, or none if there is one
	 * version
	 */
	Map<HandlerMethod, String> different(Writer writer) {
		Map<HandlerMethod, String> found = new LinkedHashMap<>();
		versioned().filter((reader) -> reader.mayMeet(writer.mapped()))
			.forEach((reader) -> found.put(reader.handler(), String.valueOf(this.versions.text(reader))));
		Set<String> texts = new HashSet<>(found.values());
		if (writer.own() != null && writer.reader() == null) {
			texts.add(VersionText.of(writer.own(), writer.mapped()));
		}
		return (texts.size() > 1) ? found : Map.of();
	}

	/**
	 * Finds the handlers of GET for those paths of a handler that writes which the paired
	 * one does not answer.
	 * @param writer the handler that writes
	 * @param paired the handler whose version it borrows
	 * @return those that declare another version
	 */
	List<String> elsewhere(MappedHandler writer, MappedHandler paired) {
		String version = this.versions.text(paired);
		return describe(versioned().filter((reader) -> !this.versions.isVersion(version, reader))
			.filter((reader) -> writer.paths()
				.stream()
				.anyMatch((path) -> reader.isMappedTo(path) && !paired.mayMeet(path))));
	}

	private Stream<MappedHandler> versioned() {
		return this.readers.stream().filter((reader) -> this.versions.declared(reader) != null);
	}

	private List<String> describe(Stream<MappedHandler> found) {
		return found
			.map((reader) -> "%s (%s)".formatted(this.declarations.identify(reader.handler()).name(),
					String.join(", ", reader.patterns())))
			.toList();
	}

	/**
	 * The other handlers of GET whose paths a handler writes at.
	 *
	 * @param overlapping those with some of its paths, or with more
	 * @param otherwise those with its paths and another version
	 */
	record Neighbours(List<String> overlapping, List<String> otherwise) {

		static final Neighbours NONE = new Neighbours(List.of(), List.of());

	}

}
