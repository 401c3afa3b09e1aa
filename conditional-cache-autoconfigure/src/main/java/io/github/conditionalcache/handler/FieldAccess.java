package io.github.conditionalcache.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.ServletResponse;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * The ways in which a handler can set fields of its answer: values that it returns, takes
 * as an argument or holds as a field.
 */
final class FieldAccess {

	private static final List<Class<?>> RETURNED = List.of(HttpEntity.class, HttpHeaders.class, ModelAndView.class,
			View.class, ResponseBodyEmitter.class);

	private static final List<Class<?>> HELD = List.of(ServletResponse.class, WebRequest.class);

	private FieldAccess() {
	}

	/**
	 * Returns whether a handler has the means to set fields of its answer, or returns a
	 * view, which has them too.
	 * @param method the handler method
	 * @param type the class that it belongs to
	 * @param view whether it returns the name of a view
	 * @return whether it can
	 */
	static boolean isGivenTo(Method method, Class<?> type, boolean view) {
		return view || isReturned(ResolvableType.forMethodReturnType(method, type))
				|| Arrays.stream(method.getParameterTypes()).anyMatch(FieldAccess::isHeld)
				|| fieldTypes(type).anyMatch(FieldAccess::isHeld);
	}

	// Of Object, or of a type variable, nothing is known
	private static boolean isReturned(ResolvableType type) {
		Class<?> raw = type.toClass();
		return RETURNED.stream().anyMatch((each) -> each.isAssignableFrom(raw) || raw.isAssignableFrom(each))
				|| Arrays.stream(type.getGenerics()).anyMatch(FieldAccess::isReturned);
	}

	private static boolean isHeld(Class<?> type) {
		return HELD.stream().anyMatch((each) -> each.isAssignableFrom(type));
	}

	private static Stream<Class<?>> fieldTypes(Class<?> type) {
		Stream<Class<?>> types = Stream.empty();
		for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
			types = Stream.concat(types, Arrays.stream(c.getDeclaredFields()).map((field) -> field.getType()));
		}
		return types;
	}

}
