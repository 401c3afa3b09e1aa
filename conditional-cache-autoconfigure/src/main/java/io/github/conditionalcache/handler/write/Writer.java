package io.github.conditionalcache.handler.write;

import java.util.List;
import java.util.stream.Stream;

import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;

/**
 * A handler that writes, and the handlers that it is paired with.
 *
 * @param mapped the handler
 * @param own the version that it declares, or {@code null} if none
 * @param reader the handler of GET, or {@code null} if there is none
 * @param requires whether it needs a precondition
 */
record Writer(MappedHandler mapped, @Nullable DeclaredVersion own, @Nullable MappedHandler reader, boolean requires) {

	/**
	 * Returns the handlers that may answer GET for the written resource.
	 * @param all all handlers of GET
	 * @return the paired one first
	 */
	List<WritePolicy.Reader> readers(List<MappedHandler> all) {
		return Stream.concat(Stream.ofNullable(this.reader), all.stream().filter((other) -> other.mayMeet(this.mapped)))
			.distinct()
			.map((other) -> new WritePolicy.Reader(other.handler(), BorrowedParameters.positions(other, this.mapped)))
			.toList();
	}

	InvalidHandlerException invalid(String rule, String remedy) {
		return InvalidHandlerException.ofWrite(this.mapped.handler(), rule, remedy);
	}

}
