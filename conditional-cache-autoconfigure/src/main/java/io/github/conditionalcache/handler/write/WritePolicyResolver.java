package io.github.conditionalcache.handler.write;

import java.util.List;
import java.util.stream.IntStream;

import io.github.conditionalcache.handler.DeclarationReader;
import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.TestSlice;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version that the preconditions of a handler that writes are about: its own,
 * or that of the handler of GET that it is paired with.
 */
final class WritePolicyResolver {

	private final ReadPolicies reads;

	private final DeclarationReader declarations;

	private final Neighbourhood neighbourhood;

	private final List<MappedHandler> readers;

	/**
	 * Creates the resolver.
	 * @param reads policies of the handlers that answer GET
	 * @param declarations reads the declared versions
	 * @param neighbourhood the handlers of GET that declare versions
	 * @param readers all handlers of GET
	 */
	WritePolicyResolver(ReadPolicies reads, DeclarationReader declarations, Neighbourhood neighbourhood,
			List<MappedHandler> readers) {
		this.reads = reads;
		this.declarations = declarations;
		this.neighbourhood = neighbourhood;
		this.readers = readers;
	}

	/**
	 * Finds the policy of a handler.
	 * @param writer the handler
	 * @return its policy
	 * @throws InvalidHandlerException if there is no version to compare
	 */
	WritePolicy resolve(Writer writer) {
		ReadPolicy read = (writer.reader() != null) ? this.reads.get(writer.reader().handler()) : null;
		if (writer.own() != null) {
			return withOwnVersion(writer, writer.own(), read);
		}
		TestSlice slice = this.declarations.slice();
		if (slice != null && (read == null || read.declared() == null)) {
			HandlerIdentity identity = identify(writer);
			slice.note(identity.name(), "no version of a handler of GET");
			return withOwnVersion(writer, this.declarations.unreadable(identity.called()), read);
		}
		return withBorrowedVersion(writer, read);
	}

	private WritePolicy withBorrowedVersion(Writer writer, @Nullable ReadPolicy read) {
		MappedHandler reader = writer.reader();
		DeclaredVersion borrowed = (read != null) ? read.declared() : null;
		if (reader == null || read == null || borrowed == null || !borrowed.isEarly()) {
			throw writer.invalid(
					"has no version to compare: it declares none, and no handler of GET on %s declares one that is known before it runs"
						.formatted(writer.mapped().patterns()),
					"Set its 'version', or that of @Cacheable304 on the handler of GET, to an expression such as \"@books.versionOf(#id)\".");
		}
		if (borrowed.isOfTagsAlone()) {
			throw writer.invalid(
					"takes its version from %s, which declares change tags alone: two writers would both find them unchanged"
						.formatted(reader.handler().getShortLogMessage()),
					"Set a 'version' there beside the tags, such as \"@books.versionOf(#id)\", that the write locks or compares.");
		}
		List<String> elsewhere = this.neighbourhood.elsewhere(writer.mapped(), reader);
		if (!elsewhere.isEmpty()) {
			throw writer.invalid(
					"takes its version from %s, but other paths of it are read by %s, which declares another version"
						.formatted(reader.handler().getShortLogMessage(), String.join(", ", elsewhere)),
					"Map these paths to a handler of their own, or declare one version for all of them.");
		}
		return new WritePolicy(identify(writer), borrowed, positions(writer, reader, borrowed), read, writer.requires(),
				writer.readers(this.readers));
	}

	private static List<Integer> positions(Writer writer, MappedHandler reader, DeclaredVersion declared) {
		List<Integer> positions = BorrowedParameters.positions(reader, writer.mapped());
		for (int used : declared.positions()) {
			if (positions.get(used) < 0) {
				throw writer.invalid(
						"takes its version from %s, which needs a parameter that is missing here, or is of another type: %s"
							.formatted(reader.handler().getShortLogMessage(),
									ParameterSource.nameOf(reader.handler().getMethodParameters()[used])),
						"Add a parameter of that name and type (compile with -parameters), or for a path variable one at its place; or set 'version' here.");
			}
		}
		return positions;
	}

	private void requireComparable(Writer writer, DeclaredVersion own, @Nullable ReadPolicy read) {
		if (!own.isEarly()) {
			throw writer.invalid("names #result, but the version of a write is compared before the handler runs",
					"Use an expression over parameters and beans, such as \"@books.versionOf(#id)\".");
		}
		if (this.declarations.slice() == null && read != null
				&& (read.declared() == null || read.declared().isOfTagsAlone() || !read.declared().hasShapeOf(own))) {
			throw writer.invalid(
					"declares another version than the handler of GET on the same path, so no If-Match could ever be true",
					"Declare the same version on both, or none here: then that of the handler of GET counts.");
		}
	}

	private WritePolicy withOwnVersion(Writer writer, DeclaredVersion own, @Nullable ReadPolicy read) {
		requireComparable(writer, own, read);
		HandlerIdentity identity = identify(writer);
		List<Integer> positions = IntStream.range(0, identity.called().getParameterCount()).boxed().toList();
		return new WritePolicy(identity, own, positions, (read != null) ? read : ReadPolicy.ofWriter(identity, own),
				writer.requires(), writer.readers(this.readers));
	}

	private HandlerIdentity identify(Writer writer) {
		return this.declarations.identify(writer.mapped().handler());
	}

}
