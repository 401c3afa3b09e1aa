package io.github.conditionalcache.slice;

import java.lang.reflect.Method;

import io.github.conditionalcache.HandlerCall;
import io.github.conditionalcache.ValidatorSource;

import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;

@Component
class ShelfVersions implements ValidatorSource {

	@Override
	public boolean supports(Method handler, ResolvableType returned) {
		return handler.getDeclaringClass().equals(ShelfController.class);
	}

	@Override
	public Object version(HandlerCall call) {
		throw new UnsupportedOperationException();
	}

}
