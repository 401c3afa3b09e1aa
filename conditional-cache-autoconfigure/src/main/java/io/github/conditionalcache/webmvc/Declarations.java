package io.github.conditionalcache.webmvc;

import java.lang.reflect.Method;
import java.util.List;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.validator.DeclaredVersion;
import io.github.conditionalcache.validator.HandlerExpression;
import io.github.conditionalcache.validator.InvalidExpressionException;
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
public final class Declarations {

	private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	private final BeanFactory beans;

	private final ObjectProvider<ValidatorSource> sources;

	/**
	 * Creates the reader.
	 * @param beans holds the beans that expressions name
	 * @param sources beans that know versions
	 */
	public Declarations(BeanFactory beans, ObjectProvider<ValidatorSource> sources) {
		this.beans = beans;
		this.sources = sources;
	}

	@Nullable DeclaredVersion read(HandlerMethod handler, Method method, ResolvableType returned, Cacheable304 annotation) {
		HandlerExpression version = parse(handler, method, "version", annotation.version());
		HandlerExpression lastModified = parse(handler, method, "lastModified", annotation.lastModified());
		List<ValidatorSource> speaking = this.sources.orderedStream()
			.filter((source) -> source.supports(method, returned))
			.toList();
		return (version != null || lastModified != null || !speaking.isEmpty())
				? new DeclaredVersion(method, this.names, speaking, version, lastModified) : null;
	}

	private @Nullable HandlerExpression parse(HandlerMethod handler, Method method, String attribute, String text) {
		if (!StringUtils.hasText(text)) {
			return null;
		}
		try {
			return HandlerExpression.parse(text, method, this.names, this.beans);
		}
		catch (InvalidExpressionException ex) {
			throw new InvalidCacheable304Exception(handler.getShortLogMessage(),
					"'%s' %s".formatted(attribute, ex.getMessage()), ex.remedy());
		}
	}

}
