package io.github.conditionalcache.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.ExpressionDate;
import io.github.conditionalcache.version.declared.ExpressionVersion;
import io.github.conditionalcache.version.declared.SourceVersion;
import io.github.conditionalcache.version.declared.VersionPart;
import io.github.conditionalcache.version.declared.VersionTypes;
import io.github.conditionalcache.version.expression.HandlerExpression;
import io.github.conditionalcache.version.expression.InvalidExpressionException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Reads what is declared about the versions of handlers: the annotation's expressions,
 * and the beans that speak for them. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DeclarationReader {

	private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	private final HandlerIdentities identities;

	private final BeanFactory beans;

	private final ObjectProvider<ValidatorSource> sources;

	private final @Nullable TestSlice slice;

	/**
	 * Creates the reader.
	 * @param beans holds the beans that expressions name
	 * @param sources beans that know versions
	 */
	public DeclarationReader(BeanFactory beans, ObjectProvider<ValidatorSource> sources) {
		this.identities = new HandlerIdentities(beans);
		this.beans = beans;
		this.sources = sources;
		this.slice = TestSlice.of(beans);
	}

	/**
	 * Returns the slice that a test has cut out of the application.
	 * @return the slice, or {@code null} for a whole application
	 */
	public @Nullable TestSlice slice() {
		return this.slice;
	}

	/**
	 * Whether a test has left beans of the application out, so that nothing can be
	 * concluded from their absence.
	 * @return {@code false} for a whole application
	 */
	public boolean areOfSlice() {
		return this.slice != null;
	}

	/**
	 * Writes to the log which handlers have no declared version because a test has left
	 * beans out.
	 */
	public void logLeftOut() {
		if (this.slice != null) {
			this.slice.log();
		}
	}

	/**
	 * Returns what identifies a handler.
	 * @param handler the handler
	 * @return its class, its methods and its names
	 */
	public HandlerIdentity identify(HandlerMethod handler) {
		return this.identities.of(handler);
	}

	public @Nullable DeclaredVersion read(HandlerMethod handler, Method method, ResolvableType returned,
			Cacheable304 annotation) {
		Declared declared = new Declared(Cacheable304.class, handler, method, returned);
		if (isLeftOut(declared, annotation.version(), annotation.lastModified())) {
			return null;
		}
		return declare(method, Stream.of(beans(method, returned), version(declared, annotation.version()),
				lastModified(declared, annotation.lastModified())));
	}

	public @Nullable DeclaredVersion read(HandlerMethod handler, Method method, ConditionalWrite annotation) {
		Declared declared = new Declared(ConditionalWrite.class, handler, method, ResolvableType.NONE);
		if (isLeftOut(declared, annotation.version(), annotation.lastModified())) {
			return unreadable(method);
		}
		return declare(method,
				Stream.of(version(declared, annotation.version()), lastModified(declared, annotation.lastModified())));
	}

	// Tags depend on the order of the parts
	private @Nullable DeclaredVersion declare(Method method, Stream<Stream<VersionPart>> parts) {
		List<VersionPart> all = parts.flatMap(Function.identity()).toList();
		return all.isEmpty() ? null : new DeclaredVersion(method, this.names, all);
	}

	/**
	 * Returns a version that every look-up fails of, so that writes are refused.
	 * @param method the handler method
	 * @return the version
	 */
	public DeclaredVersion unreadable(Method method) {
		return new DeclaredVersion(method, this.names, List.of(new SourceVersion(new LeftOutVersion())));
	}

	private boolean isLeftOut(Declared declared, String... texts) {
		if (this.slice == null) {
			return false;
		}
		Set<String> missing = new TreeSet<>();
		for (String text : texts) {
			missing.addAll(this.slice.missing(beans(text), identify(declared.handler()).type()));
		}
		if (!missing.isEmpty()) {
			this.slice.note(identify(declared.handler()).name(), "no bean " + String.join(", ", missing));
		}
		return !missing.isEmpty();
	}

	private static Map<String, Set<String>> beans(String text) {
		try {
			return StringUtils.hasText(text) ? HandlerExpression.beansOf(text) : Map.of();
		}
		catch (InvalidExpressionException ex) {
			// Reported when the expression is read
			return Map.of();
		}
	}

	private Stream<VersionPart> beans(Method method, ResolvableType returned) {
		return this.sources.orderedStream()
			.filter((source) -> source.supports(method, returned))
			.map(SourceVersion::new);
	}

	private Stream<VersionPart> version(Declared declared, String text) {
		HandlerExpression expression = parse(declared, "version", text);
		if (expression == null) {
			return Stream.empty();
		}
		String problem = VersionTypes.whyNoVersion(expression.types(declared.returned()));
		if (problem != null) {
			throw declared.invalid("'version' [%s] %s".formatted(text, problem),
					"Give a number, a string, a UUID, a date, an array or collection of these, or a Versioned.");
		}
		return Stream.of(new ExpressionVersion(expression));
	}

	private Stream<VersionPart> lastModified(Declared declared, String text) {
		HandlerExpression expression = parse(declared, "lastModified", text);
		if (expression == null) {
			return Stream.empty();
		}
		String problem = VersionTypes.whyNoDate(expression.types(declared.returned()));
		if (problem != null) {
			throw declared.invalid("'lastModified' [%s] %s".formatted(text, problem),
					"Give an Instant, a date with a time zone or an offset, or milliseconds since 1970 as a Long.");
		}
		return Stream.of(new ExpressionDate(expression));
	}

	private @Nullable HandlerExpression parse(Declared declared, String attribute, String text) {
		if (!StringUtils.hasText(text)) {
			return null;
		}
		try {
			return HandlerExpression.parse(text, declared.method(), this.names, this.beans);
		}
		catch (InvalidExpressionException ex) {
			throw declared.invalid("'%s' %s".formatted(attribute, ex.getMessage()), ex.remedy());
		}
	}

	/**
	 * Where an expression stands.
	 *
	 * @param annotation type of its annotation
	 * @param handler the handler
	 * @param method the method that the parameters are those of
	 * @param returned what the handler returns, without wrappers
	 */
	private record Declared(Class<? extends Annotation> annotation, HandlerMethod handler, Method method,
			ResolvableType returned) {

		InvalidHandlerException invalid(String rule, String remedy) {
			return new InvalidHandlerException(this.annotation, this.handler.getShortLogMessage(), rule, remedy);
		}

	}

}
