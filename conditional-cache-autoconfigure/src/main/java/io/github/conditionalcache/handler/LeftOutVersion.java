package io.github.conditionalcache.handler;

import java.lang.reflect.Method;

import io.github.conditionalcache.HandlerCall;
import io.github.conditionalcache.ValidatorSource;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Stands for the version of a handler that writes whose beans a test has left out. A
 * write that can't be checked is refused, in tests too.
 */
final class LeftOutVersion implements ValidatorSource {

	@Override
	public boolean supports(Method handler, ResolvableType returned) {
		return true;
	}

	@Override
	public @Nullable Object version(HandlerCall call) {
		throw new IllegalStateException(
				"The test slice has left out a bean that the version of this write is read from");
	}

}
