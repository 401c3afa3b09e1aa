package io.github.conditionalcache.webmvc;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.selector.HandlerSelectors;
import io.github.conditionalcache.validator.DeclaredVersion;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * The handlers that write under preconditions, and the handlers that answer GET on the
 * same paths. Settled when the application starts; thread-safe from then on.
 *
 * @since 0.1.0
 */
public final class WritePolicies {

	private static final Set<RequestMethod> READING = Set.of(RequestMethod.GET, RequestMethod.HEAD,
			RequestMethod.OPTIONS, RequestMethod.TRACE);

	private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	private final Map<HandlerMethod, WritePolicy> policies = new ConcurrentHashMap<>();

	private final Readers readers = new Readers();

	private final HandlerPolicies reads;

	private final Declarations declarations;

	private final boolean required;

	private final Predicate<HttpServletRequest> paths;

	/**
	 * Creates the store.
	 * @param reads policies of the handlers that answer GET
	 * @param declarations reads the declared versions
	 * @param required whether every such write needs a precondition
	 * @param paths tells whether a request's path is one where handlers are managed
	 */
	public WritePolicies(HandlerPolicies reads, Declarations declarations, boolean required,
			Predicate<HttpServletRequest> paths) {
		this.reads = reads;
		this.declarations = declarations;
		this.required = required;
		this.paths = paths;
	}

	@Nullable WritePolicy get(Object handler) {
		return (handler instanceof HandlerMethod handlerMethod)
				? this.policies.get(HandlerPolicies.registered(handlerMethod)) : null;
	}

	/**
	 * Returns the handler of a GET that may follow a write.
	 * @param request the GET
	 * @return the handler, or {@code null} if none answers
	 */
	Readers.@Nullable Reader readerOf(NextGet request) {
		Readers.Reader found = this.readers.find(request);
		return (found == null || this.paths.test(request)) ? found : found.unmanaged();
	}

	/**
	 * Finds the handlers that write under preconditions.
	 * @param mappings all mapped handlers
	 * @throws InvalidCacheable304Exception if an annotation can't work
	 */
	public void settle(Map<RequestMappingInfo, HandlerMethod> mappings) {
		Map<RequestMappingInfo, HandlerMethod> writers = new LinkedHashMap<>();
		mappings.forEach((info, handler) -> {
			if (find(handler) != null && checkWrites(info, handler)) {
				writers.put(info, handler);
			}
		});
		// If-Match compares strongly, so clients must be sent strong tags
		writers.keySet().forEach((info) -> readers(info, mappings).forEach(this.reads::strengthen));
		this.readers.addAll(mappings, this.reads);
		writers.forEach((info, handler) -> this.policies.put(handler, resolve(info, handler, mappings)));
	}

	private @Nullable ConditionalWrite find(HandlerMethod handler) {
		ConditionalWrite onMethod = onMethod(handler);
		return (onMethod != null) ? onMethod
				: AnnotatedElementUtils.findMergedAnnotation(this.declarations.typeOf(handler), ConditionalWrite.class);
	}

	// A proxy of interfaces has mapped the interface's method
	private @Nullable ConditionalWrite onMethod(HandlerMethod handler) {
		return AnnotatedElementUtils.findMergedAnnotation(
				AopUtils.getMostSpecificMethod(handler.getMethod(), this.declarations.typeOf(handler)),
				ConditionalWrite.class);
	}

	private boolean checkWrites(RequestMappingInfo info, HandlerMethod handler) {
		Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
		boolean reads = methods.isEmpty() || methods.stream().anyMatch(READING::contains);
		if (reads && onMethod(handler) != null) {
			throw new InvalidCacheable304Exception(ConditionalWrite.class, handler.getShortLogMessage(),
					"stands on a handler of %s, but is for PUT, PATCH, DELETE and POST"
						.formatted(methods.isEmpty() ? "all methods" : methods),
					"Remove the annotation from this method, or map the method to one that writes.");
		}
		return !reads;
	}

	private static boolean answersGet(RequestMappingInfo info) {
		Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
		return methods.isEmpty() || methods.contains(RequestMethod.GET);
	}

	private static Set<String> patterns(RequestMappingInfo info) {
		return info.getPatternValues();
	}

	// One path may be read in several ways, as a page and as data
	private List<HandlerMethod> readers(RequestMappingInfo writer, Map<RequestMappingInfo, HandlerMethod> mappings) {
		return mappings.entrySet()
			.stream()
			.filter((candidate) -> answersGet(candidate.getKey())
					&& !Collections.disjoint(patterns(candidate.getKey()), patterns(writer)))
			.map(Map.Entry::getValue)
			.filter(this::isAnnotated)
			.sorted(Comparator.comparing((HandlerMethod handler) -> !isEarly(handler))
				.thenComparing(HandlerMethod::toString))
			.toList();
	}

	private boolean isAnnotated(HandlerMethod handler) {
		HandlerPolicy policy = this.reads.get(handler);
		return policy != null && policy.annotated();
	}

	private boolean isEarly(HandlerMethod handler) {
		HandlerPolicy policy = this.reads.get(handler);
		return policy != null && policy.declared() != null && policy.declared().isEarly();
	}

	private WritePolicy resolve(RequestMappingInfo info, HandlerMethod handler,
			Map<RequestMappingInfo, HandlerMethod> mappings) {
		ConditionalWrite annotation = find(handler);
		Method method = BridgeMethodResolver.findBridgedMethod(handler.getMethod());
		HandlerMethod reader = readers(info, mappings).stream().findFirst().orElse(null);
		HandlerPolicy read = (reader != null) ? this.reads.get(reader) : null;
		DeclaredVersion ofReader = (read != null) ? read.declared() : null;
		DeclaredVersion own = (annotation != null) ? this.declarations.read(handler, method, annotation) : null;
		boolean requires = this.required || (annotation != null && annotation.required());
		if (own != null) {
			return withOwnVersion(handler, method, own, read, requires);
		}
		if (reader == null || read == null || ofReader == null || !ofReader.isEarly()) {
			throw new InvalidCacheable304Exception(ConditionalWrite.class, handler.getShortLogMessage(),
					"has no version to compare: it declares none, and no handler of GET on %s declares one that is known before it runs"
						.formatted(patterns(info)),
					"Set its 'version', or that of @Cacheable304 on the handler of GET, to an expression such as \"@books.versionOf(#id)\".");
		}
		return new WritePolicy(method, this.declarations.nameOf(handler), ofReader,
				positions(handler, method, read.method(), ofReader), read, requires);
	}

	private WritePolicy withOwnVersion(HandlerMethod handler, Method method, DeclaredVersion own,
			@Nullable HandlerPolicy read, boolean requires) {
		if (!own.isEarly()) {
			throw new InvalidCacheable304Exception(ConditionalWrite.class, handler.getShortLogMessage(),
					"names #result, but the version of a write is compared before the handler runs",
					"Use an expression over parameters and beans, such as \"@books.versionOf(#id)\".");
		}
		if (read != null && (read.declared() == null || !read.declared().hasShapeOf(own))) {
			throw new InvalidCacheable304Exception(ConditionalWrite.class, handler.getShortLogMessage(),
					"declares another version than the handler of GET on the same path, so no If-Match could ever be true",
					"Declare the same version on both, or none here: then that of the handler of GET counts.");
		}
		Class<?> type = ClassUtils.getUserClass(handler.getBeanType());
		String name = this.declarations.nameOf(handler);
		HandlerPolicy policy = (read != null) ? read
				: new HandlerPolicy(method, name, type.getName() + '#' + method.getName(), true, StoringPolicy.NONE,
						HandlerSelectors.NONE, Strength.STRONG, false, false, own, null);
		return new WritePolicy(method, name, own, IntStream.range(0, method.getParameterCount()).boxed().toList(),
				policy, requires);
	}

	private List<Integer> positions(HandlerMethod handler, Method writer, Method reader, DeclaredVersion declared) {
		List<@Nullable String> given = names(writer);
		List<@Nullable String> wanted = names(reader);
		List<Integer> positions = IntStream.range(0, wanted.size())
			.map((i) -> position(writer, given.indexOf(wanted.get(i)), reader.getParameterTypes()[i]))
			.boxed()
			.toList();
		for (int used : declared.positions()) {
			if (used >= positions.size() || positions.get(used) < 0) {
				throw new InvalidCacheable304Exception(ConditionalWrite.class, handler.getShortLogMessage(),
						"takes its version from %s, which needs a parameter that is missing here, or is of another type: %s"
							.formatted(reader.getName(), (used < wanted.size()) ? wanted.get(used) : "#" + used),
						"Add a parameter of that name and type (compile with -parameters), or set 'version' here.");
			}
		}
		return positions;
	}

	// A version looked up with "1" for 1 would be another one, or none
	private static int position(Method writer, int position, Class<?> wanted) {
		return (position >= 0 && ClassUtils.isAssignable(wanted, writer.getParameterTypes()[position])) ? position : -1;
	}

	private List<@Nullable String> names(Method method) {
		@Nullable String @Nullable [] found = this.names.getParameterNames(method);
		return (found != null) ? Arrays.asList(found) : List.of();
	}

}
