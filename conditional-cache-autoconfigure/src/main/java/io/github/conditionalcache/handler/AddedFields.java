package io.github.conditionalcache.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.servlet.ServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * Which handlers add to the fields that a 304 repeats (RFC 9110 §15.4.5), as far as it
 * shows: in their signature, or in what they were seen to answer. Advice and what a
 * handler calls can add to them as well, so nothing is known of a handler that has not
 * answered yet. Thread-safe.
 */
public final class AddedFields {

	private static final Log logger = LogFactory.getLog(AddedFields.class);

	private static final List<Class<?>> RETURNED = List.of(HttpEntity.class, HttpHeaders.class, ModelAndView.class,
			View.class, ResponseBodyEmitter.class);

	private static final List<Class<?>> HELD = List.of(ServletResponse.class, WebRequest.class);

	/** Whether a handler has added fields, as soon as it was seen to answer. */
	private final Map<String, Boolean> seen = new ConcurrentHashMap<>();

	/**
	 * Returns whether a handler has the means to set fields of its answer, or returns a
	 * view, which has them too.
	 * @param method the handler method
	 * @param type the class that it belongs to
	 * @param view whether it returns the name of a view
	 * @return whether it can
	 */
	static boolean canBeOf(Method method, Class<?> type, boolean view) {
		return view || isReturned(ResolvableType.forMethodReturnType(method, type))
				|| Arrays.stream(method.getParameterTypes()).anyMatch(AddedFields::isHeld)
				|| fieldTypes(type).anyMatch(AddedFields::isHeld);
	}

	// Of Object, or of a type variable, nothing is known
	private static boolean isReturned(ResolvableType type) {
		Class<?> raw = type.toClass();
		return RETURNED.stream().anyMatch((each) -> each.isAssignableFrom(raw) || raw.isAssignableFrom(each))
				|| Arrays.stream(type.getGenerics()).anyMatch(AddedFields::isReturned);
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

	/**
	 * Returns whether the fields of a handler's 304 may be known only once it has run.
	 * @param policy policy of the handler
	 * @return {@code false} if it can't set fields and was seen to answer without
	 */
	public boolean mayBeOf(ReadPolicy policy) {
		return policy.setsFields() || this.seen.getOrDefault(policy.handlerId(), true);
	}

	/**
	 * Notes what a handler was seen to answer. Once it has set fields it may do so again.
	 * @param policy policy of the handler
	 * @param added whether it has set fields
	 * @param verbatim whether its tag is one of the application's
	 */
	public void note(ReadPolicy policy, boolean added, boolean verbatim) {
		if (policy.setsFields()) {
			return;
		}
		if (!added) {
			this.seen.putIfAbsent(policy.handlerId(), false);
		}
		else if (!Boolean.TRUE.equals(this.seen.put(policy.handlerId(), true)) && verbatim) {
			logger.info(policy.name() + " runs from now on before its validators are compared: it was found to set "
					+ "Cache-Control, Content-Location, Expires or Vary, which its 304 has to repeat. Set them by the "
					+ "annotation or a policy, or declare a number or text instead of an EntityTag.");
		}
	}

}
