package io.github.conditionalcache.handler;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.change.declared.AutomaticTags;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.SourceVersion;
import io.github.conditionalcache.version.declared.VersionPart;
import io.github.conditionalcache.version.expression.HandlerTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

/**
 * Reads the declarations of handlers' versions: the annotation's expressions, and the
 * beans that speak for them. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DeclarationReader {

	private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	private final HandlerIdentities identities;

	private final VersionExpressions expressions;

	private final ObjectProvider<ValidatorSource> sources;

	private final @Nullable TestSlice slice;

	private final ObjectProvider<AutomaticTags> types;

	private final Map<Method, String> untagged = new ConcurrentHashMap<>();

	/**
	 * Creates the reader.
	 * @param beans holds the beans that expressions name
	 * @param sources beans that know versions
	 */
	public DeclarationReader(BeanFactory beans, ObjectProvider<ValidatorSource> sources) {
		this.identities = new HandlerIdentities(beans);
		this.expressions = new VersionExpressions(this.names, beans);
		this.sources = sources;
		this.slice = TestSlice.of(beans);
		this.types = beans.getBeanProvider(AutomaticTags.class);
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
	 * Returns the identity of a handler.
	 * @param handler the handler
	 * @return its class, its methods and its names
	 */
	public HandlerIdentity identify(HandlerMethod handler) {
		return this.identities.of(handler);
	}

	public @Nullable DeclaredVersion read(HandlerMethod handler, Method method, ResolvableType returned,
			Cacheable304 annotation) {
		VersionExpressions.Declared declared = new VersionExpressions.Declared(Cacheable304.class, handler, method,
				returned);
		Stream<String> ofTags = Stream.of(annotation.tags()).map(HandlerTemplate::expressionsOf).flatMap(List::stream);
		if (isLeftOut(declared, Stream.concat(Stream.of(annotation.version(), annotation.lastModified()), ofTags))) {
			return null;
		}
		DeclaredVersion version = declare(method,
				Stream.of(beans(method, returned), this.expressions.version(declared, annotation.version()),
						this.expressions.tags(declared, annotation.tags()),
						this.expressions.lastModified(declared, annotation.lastModified())));
		return (version != null) ? version : automatic(declared);
	}

	private @Nullable DeclaredVersion automatic(VersionExpressions.Declared declared) {
		AutomaticTags types = this.types.getIfAvailable();
		if (types == null) {
			return null;
		}
		AutomaticTags.Found found = AnswerTraits.isView(declared.method(), identify(declared.handler()).type())
				? AutomaticTags.Found.none("it renders a view, which may show more than its type")
				: types.find(declared.returned());
		if (found.whyNone() != null) {
			this.untagged.put(declared.method(), found.whyNone());
		}
		return declare(declared.method(),
				Stream.of(this.expressions.tags(declared, found.tags().toArray(String[]::new))));
	}

	/**
	 * Returns why the type that a handler returns gives no tags.
	 * @param method the handler method
	 * @return the reason, or {@code null} if it does, or something else is declared
	 */
	public @Nullable String whyUntagged(Method method) {
		return this.untagged.get(method);
	}

	public @Nullable DeclaredVersion read(HandlerMethod handler, Method method, ConditionalWrite annotation) {
		VersionExpressions.Declared declared = new VersionExpressions.Declared(ConditionalWrite.class, handler, method,
				ResolvableType.NONE);
		if (isLeftOut(declared, Stream.of(annotation.version(), annotation.lastModified()))) {
			return unreadable(method);
		}
		return declare(method, Stream.of(this.expressions.version(declared, annotation.version()),
				this.expressions.lastModified(declared, annotation.lastModified())));
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

	private boolean isLeftOut(VersionExpressions.Declared declared, Stream<String> texts) {
		TestSlice cut = this.slice;
		if (cut == null) {
			return false;
		}
		Set<String> missing = new TreeSet<>();
		texts.forEach((text) -> missing.addAll(cut.missing(text, identify(declared.handler()).type())));
		if (!missing.isEmpty()) {
			cut.note(identify(declared.handler()).name(), "no bean " + String.join(", ", missing));
		}
		return !missing.isEmpty();
	}

	private Stream<VersionPart> beans(Method method, ResolvableType returned) {
		return this.sources.orderedStream()
			.filter((source) -> source.supports(method, returned))
			.map(SourceVersion::new);
	}

}
