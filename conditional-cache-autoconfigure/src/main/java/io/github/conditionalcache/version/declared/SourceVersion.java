package io.github.conditionalcache.version.declared;

import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.Inputs;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A version that a bean gives.
 *
 * @param bean the bean
 */
public record SourceVersion(ValidatorSource bean) implements VersionPart {

	@Override
	public DeclaredSource source() {
		return new DeclaredSource(DeclaredSource.Kind.BEAN, ClassUtils.getUserClass(this.bean).getSimpleName(), true);
	}

	@Override
	public Inputs inputs() {
		return Inputs.OF_BEAN;
	}

	@Override
	public @Nullable Object read(Arguments arguments, @Nullable Object result) {
		return this.bean.version(arguments);
	}

}
