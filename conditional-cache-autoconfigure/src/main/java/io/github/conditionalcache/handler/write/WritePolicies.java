package io.github.conditionalcache.handler.write;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.handler.DeclarationReader;
import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.TestSlice;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.selector.handler.MappedMethods;
import io.github.conditionalcache.selector.handler.PathTemplate.Relation;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * The handlers that write under preconditions, and the handlers that answer GET on the
 * same paths. Settled when the application starts; thread-safe from then on.
 *
 * @since 0.1.0
 */
public final class WritePolicies {

	private final Map<HandlerMethod, WritePolicy> policies = new ConcurrentHashMap<>();

	private final Readers readers = new Readers();

	private final Map<String, Pairing.Neighbours> neighbours = new ConcurrentHashMap<>();

	private final Set<String> written = ConcurrentHashMap.newKeySet();

	private final Pairing pairing;

	private final ReadPolicies reads;

	private final DeclarationReader declarations;

	private final boolean required;

	private final Predicate<HttpServletRequest> paths;

	/**
	 * Creates the store.
	 * @param reads policies of the handlers that answer GET
	 * @param declarations reads the declared versions
	 * @param required whether every such write needs a precondition
	 * @param paths tells whether a request's path is one where handlers are managed
	 */
	public WritePolicies(ReadPolicies reads, DeclarationReader declarations, boolean required,
			Predicate<HttpServletRequest> paths) {
		this.pairing = new Pairing(reads, declarations);
		this.reads = reads;
		this.declarations = declarations;
		this.required = required;
		this.paths = paths;
	}

	public @Nullable WritePolicy get(Object handler) {
		return (handler instanceof HandlerMethod handlerMethod)
				? this.policies.get(ReadPolicies.registered(handlerMethod)) : null;
	}

	/**
	 * Returns the handler of a GET that may follow a write.
	 * @param request the GET
	 * @return the handler, or {@code null} if none answers
	 */
	public Readers.@Nullable Reader readerOf(NextGet request) {
		Readers.Reader found = this.readers.find(request);
		return (found == null || this.paths.test(request)) ? found : found.unmanaged();
	}

	/**
	 * Returns the handlers of GET at the path of a write.
	 * @param request the GET of what is written
	 * @return the handlers, whatever else their mappings ask of a request
	 */
	public Set<HandlerMethod> readersAt(NextGet request) {
		return this.readers.at(request);
	}

	/**
	 * Finds the handlers that write under preconditions, and pairs them with those of
	 * GET.
	 * @param mappings all mapped handlers
	 * @throws InvalidHandlerException if an annotation can't work
	 */
	public void settle(List<Map<RequestMappingInfo, HandlerMethod>> mappings) {
		mappings.forEach((mapping) -> mapping.forEach(this::requireChecks));
		List<MappedHandler> writers = MappedHandler.of(mappings,
				(info, handler) -> find(handler) != null && checkWrites(info, handler));
		List<MappedHandler> all = MappedHandler.of(mappings, (info, handler) -> MappedMethods.of(info).includeGet());
		List<MappedHandler> readers = all.stream().filter((reader) -> isAnnotated(reader.handler())).toList();
		// If-Match compares strongly, so clients must be sent strong tags
		readers.stream()
			.filter((reader) -> writers.stream().anyMatch((writer) -> reader.to(writer) != Relation.APART))
			.forEach((reader) -> {
				this.reads.strengthen(reader.handler());
				this.written.add(this.declarations.identify(reader.handler()).name());
			});
		List<Writer> paired = writers.stream().map((writer) -> pair(writer, readers, all)).toList();
		paired.forEach((writer) -> this.pairing.different(writer.mapped(), writer.own(), writer.reader(), readers)
			.forEach(this.reads::distinguish));
		mappings.forEach((mapping) -> this.readers.addAll(mapping, this.reads));
		paired.forEach((writer) -> this.policies.put(writer.mapped().handler(), resolve(writer, readers)));
	}

	private Writer pair(MappedHandler writer, List<MappedHandler> readers, List<MappedHandler> all) {
		ConditionalWrite annotation = find(writer.handler());
		Method method = this.declarations.identify(writer.handler()).called();
		DeclaredVersion own = (annotation != null) ? this.declarations.read(writer.handler(), method, annotation)
				: null;
		MappedHandler reader = this.pairing.reader(writer, own, readers);
		List<WritePolicy.Reader> meeting = Stream
			.concat(Stream.ofNullable(reader), all.stream().filter((other) -> other.mayMeet(writer)))
			.distinct()
			.map((other) -> new WritePolicy.Reader(other.handler(), BorrowedParameters.positions(other, writer)))
			.toList();
		return new Writer(writer, own, reader, this.required || (annotation != null && annotation.required()), meeting);
	}

	/**
	 * Returns whether a handler is meant to write under preconditions, whether or not it
	 * is known how to check it.
	 * @param handler the handler as it was mapped
	 * @return whether its method or class is annotated
	 */
	public boolean isMeantToWrite(HandlerMethod handler) {
		return find(handler) != null;
	}

	/**
	 * Returns whether a handler writes at paths of a handler of GET.
	 * @param reader name of the handler of GET
	 * @return whether one may
	 */
	public boolean isWritten(String reader) {
		return this.written.contains(reader);
	}

	/**
	 * Returns the handlers of GET with some paths of a handler that writes, or with more.
	 * @param writer name of the handler that writes
	 * @return the handlers, each with its paths
	 */
	public List<String> overlapping(String writer) {
		Pairing.Neighbours found = this.neighbours.get(writer);
		return (found != null) ? found.overlapping() : List.of();
	}

	/**
	 * Returns the handlers of GET with the paths of a handler that writes, whose version
	 * is another than the one it compares.
	 * @param writer name of the handler that writes
	 * @return the handlers, each with its paths
	 */
	public List<String> otherwise(String writer) {
		Pairing.Neighbours found = this.neighbours.get(writer);
		return (found != null) ? found.otherwise() : List.of();
	}

	private void requireChecks(RequestMappingInfo info, HandlerMethod handler) {
		if (!Arrays.asList(handler.getMethod().getParameterTypes()).contains(WritePrecondition.class)) {
			return;
		}
		if (find(handler) == null) {
			throw new InvalidHandlerException(ConditionalWrite.class, handler.getShortLogMessage(),
					"is missing, but the handler takes a WritePrecondition",
					"Annotate the handler with @ConditionalWrite, or remove the parameter.");
		}
		if (!checkWrites(info, handler)) {
			throw new InvalidHandlerException(ConditionalWrite.class, handler.getShortLogMessage(),
					"stands on the class of a handler that reads, but takes a WritePrecondition",
					"Map the handler to PUT, PATCH, DELETE or POST only, or remove the parameter.");
		}
	}

	private @Nullable ConditionalWrite find(HandlerMethod handler) {
		return this.declarations.identify(handler).find(ConditionalWrite.class);
	}

	private @Nullable ConditionalWrite onMethod(HandlerMethod handler) {
		return this.declarations.identify(handler).onMethod(ConditionalWrite.class);
	}

	private boolean checkWrites(RequestMappingInfo info, HandlerMethod handler) {
		MappedMethods methods = MappedMethods.of(info);
		boolean reads = !methods.areWrites();
		if (reads && onMethod(handler) != null) {
			throw new InvalidHandlerException(ConditionalWrite.class, handler.getShortLogMessage(),
					"stands on a handler of %s, but is for PUT, PATCH, DELETE and POST"
						.formatted(methods.names().isEmpty() ? "all methods" : methods.names()),
					"Remove the annotation from this method, or map the method to one that writes.");
		}
		return !reads;
	}

	private boolean isAnnotated(HandlerMethod handler) {
		ReadPolicy policy = this.reads.get(handler);
		return policy != null && policy.annotated();
	}

	private WritePolicy resolve(Writer pair, List<MappedHandler> readers) {
		MappedHandler writer = pair.mapped();
		MappedHandler reader = pair.reader();
		DeclaredVersion own = pair.own();
		HandlerMethod handler = writer.handler();
		HandlerIdentity identity = this.declarations.identify(handler);
		Method method = identity.called();
		ReadPolicy read = (reader != null) ? this.reads.get(reader.handler()) : null;
		this.neighbours.put(identity.name(), this.pairing.neighbours(writer, own, reader, readers));
		if (own != null) {
			return withOwnVersion(pair, method, own, read);
		}
		DeclaredVersion ofReader = (read != null) ? read.declared() : null;
		TestSlice slice = this.declarations.slice();
		if (slice != null && ofReader == null) {
			slice.note(identity.name(), "no version of a handler of GET");
			return withOwnVersion(pair, method, this.declarations.unreadable(method), read);
		}
		if (reader == null || read == null || ofReader == null || !ofReader.isEarly()) {
			throw new InvalidHandlerException(ConditionalWrite.class, handler.getShortLogMessage(),
					"has no version to compare: it declares none, and no handler of GET on %s declares one that is known before it runs"
						.formatted(writer.patterns()),
					"Set its 'version', or that of @Cacheable304 on the handler of GET, to an expression such as \"@books.versionOf(#id)\".");
		}
		List<String> elsewhere = this.pairing.elsewhere(writer, reader, readers);
		if (!elsewhere.isEmpty()) {
			throw new InvalidHandlerException(ConditionalWrite.class, handler.getShortLogMessage(),
					"takes its version from %s, but other paths of it are read by %s, which declares another version"
						.formatted(reader.handler().getShortLogMessage(), String.join(", ", elsewhere)),
					"Map these paths to a handler of their own, or declare one version for all of them.");
		}
		return new WritePolicy(method, identity.name(), ofReader, positions(writer, reader, ofReader), read,
				pair.requires(), pair.readers());
	}

	private WritePolicy withOwnVersion(Writer pair, Method method, DeclaredVersion own, @Nullable ReadPolicy read) {
		HandlerMethod handler = pair.mapped().handler();
		if (!own.isEarly()) {
			throw new InvalidHandlerException(ConditionalWrite.class, handler.getShortLogMessage(),
					"names #result, but the version of a write is compared before the handler runs",
					"Use an expression over parameters and beans, such as \"@books.versionOf(#id)\".");
		}
		if (this.declarations.slice() == null && read != null
				&& (read.declared() == null || !read.declared().hasShapeOf(own))) {
			throw new InvalidHandlerException(ConditionalWrite.class, handler.getShortLogMessage(),
					"declares another version than the handler of GET on the same path, so no If-Match could ever be true",
					"Declare the same version on both, or none here: then that of the handler of GET counts.");
		}
		HandlerIdentity identity = this.declarations.identify(handler);
		ReadPolicy policy = (read != null) ? read
				: new ReadPolicy(method, identity.name(), identity.id(), true, StoringPolicy.NONE,
						HandlerSelectors.NONE, Strength.STRONG, false, false, false, false, own, null, null);
		return new WritePolicy(method, identity.name(), own,
				IntStream.range(0, method.getParameterCount()).boxed().toList(), policy, pair.requires(),
				pair.readers());
	}

	private static List<Integer> positions(MappedHandler writer, MappedHandler reader, DeclaredVersion declared) {
		List<Integer> positions = BorrowedParameters.positions(reader, writer);
		for (int used : declared.positions()) {
			if (positions.get(used) < 0) {
				throw new InvalidHandlerException(ConditionalWrite.class, writer.handler().getShortLogMessage(),
						"takes its version from %s, which needs a parameter that is missing here, or is of another type: %s"
							.formatted(reader.handler().getShortLogMessage(),
									ParameterSource.nameOf(reader.handler().getMethodParameters()[used])),
						"Add a parameter of that name and type (compile with -parameters), or for a path variable one at its place; or set 'version' here.");
			}
		}
		return positions;
	}

	/**
	 * A handler that writes, and what it is paired with.
	 *
	 * @param mapped the handler
	 * @param own the version that it declares, or {@code null} if none
	 * @param reader the handler of GET, or {@code null} if there is none
	 * @param requires whether it needs a precondition
	 * @param readers the handlers that may answer GET, the paired one first
	 */
	private record Writer(MappedHandler mapped, @Nullable DeclaredVersion own, @Nullable MappedHandler reader,
			boolean requires, List<WritePolicy.Reader> readers) {

	}

}
