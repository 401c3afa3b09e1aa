package io.github.conditionalcache.handler.write;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.handler.DeclarationReader;
import io.github.conditionalcache.handler.HandlerIdentities;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.selector.handler.MappedMethods;
import io.github.conditionalcache.selector.handler.PathRelation;
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

	private final Map<String, Neighbourhood.Neighbours> neighbours = new ConcurrentHashMap<>();

	private final Set<String> written = ConcurrentHashMap.newKeySet();

	private final ReadPolicies reads;

	private final DeclarationReader declarations;

	private final WriteAnnotations annotations;

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
		this.annotations = new WriteAnnotations(declarations);
		this.reads = reads;
		this.declarations = declarations;
		this.required = required;
		this.paths = paths;
	}

	public @Nullable WritePolicy get(Object handler) {
		return (handler instanceof HandlerMethod handlerMethod)
				? this.policies.get(HandlerIdentities.registered(handlerMethod)) : null;
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
	 * @param request the GET of the written resource
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
		mappings.forEach((mapping) -> mapping.forEach(this.annotations::requireChecks));
		List<MappedHandler> writers = MappedHandler.of(mappings, this.annotations::areOfWriter);
		List<MappedHandler> all = MappedHandler.of(mappings, (info, handler) -> MappedMethods.of(info).includeGet());
		List<MappedHandler> annotated = all.stream().filter(this::isAnnotated).toList();
		strengthen(annotated, writers);
		ReaderVersions versions = new ReaderVersions(this.reads);
		Pairing pairing = new Pairing(versions);
		List<Writer> paired = writers.stream().map((writer) -> pair(writer, pairing, annotated)).toList();
		Neighbourhood neighbourhood = new Neighbourhood(annotated, versions, this.declarations);
		paired.forEach((writer) -> neighbourhood.different(writer).forEach(this.reads::distinguish));
		mappings.forEach((mapping) -> this.readers.addAll(mapping, this.reads));
		WritePolicyResolver resolver = new WritePolicyResolver(this.reads, this.declarations, neighbourhood, all);
		paired.forEach((writer) -> {
			HandlerMethod handler = writer.mapped().handler();
			this.neighbours.put(this.declarations.identify(handler).name(), neighbourhood.of(writer));
			this.policies.put(handler, resolver.resolve(writer));
		});
	}

	// If-Match compares strongly, so clients must be sent strong tags
	private void strengthen(List<MappedHandler> annotated, List<MappedHandler> writers) {
		annotated.stream()
			.filter((reader) -> writers.stream().anyMatch((writer) -> reader.to(writer) != PathRelation.APART))
			.forEach((reader) -> {
				this.reads.strengthen(reader.handler());
				this.written.add(this.declarations.identify(reader.handler()).name());
			});
	}

	private Writer pair(MappedHandler writer, Pairing pairing, List<MappedHandler> annotated) {
		ConditionalWrite annotation = this.annotations.find(writer.handler());
		Method method = this.declarations.identify(writer.handler()).called();
		DeclaredVersion own = (annotation != null) ? this.declarations.read(writer.handler(), method, annotation)
				: null;
		return new Writer(writer, own, pairing.reader(writer, own, annotated),
				this.required || (annotation != null && annotation.required()));
	}

	private boolean isAnnotated(MappedHandler reader) {
		ReadPolicy policy = this.reads.get(reader.handler());
		return policy != null && policy.annotated();
	}

	/**
	 * Returns whether a handler is meant to write under preconditions, whether or not it
	 * is known how to check it.
	 * @param handler the handler as it was mapped
	 * @return whether its method or class is annotated
	 */
	public boolean isMeantToWrite(HandlerMethod handler) {
		return this.annotations.find(handler) != null;
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
		return this.neighbours.getOrDefault(writer, Neighbourhood.Neighbours.NONE).overlapping();
	}

	/**
	 * Returns the handlers of GET with the paths of a handler that writes, whose version
	 * is another than the one it compares.
	 * @param writer name of the handler that writes
	 * @return the handlers, each with its paths
	 */
	public List<String> otherwise(String writer) {
		return this.neighbours.getOrDefault(writer, Neighbourhood.Neighbours.NONE).otherwise();
	}

}
