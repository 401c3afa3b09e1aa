package io.github.conditionalcache.handler;

import java.lang.reflect.Method;

import io.github.conditionalcache.security.SecurityAnnotations;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpEntity;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The traits that the signature of a handler and its annotations show of its answers.
 *
 * @param guarded whether the content is authorised piece by piece while it is written, so
 * that nothing may be decided before
 * @param view whether the handler returns a view
 * @param measured whether answers are sent with all their fields as soon as the converter
 * has written them, since it has told their length
 * @param setsFields whether the handler has the means to set fields that its 304 has to
 * repeat
 */
public record AnswerTraits(boolean guarded, boolean view, boolean measured, boolean setsFields) {

	/**
	 * For content that nobody guards, of a handler that sets no fields.
	 */
	public static final AnswerTraits NONE = new AnswerTraits(false, false, false, false);

	static AnswerTraits of(HandlerIdentity handler) {
		Method method = handler.method();
		Class<?> type = handler.type();
		boolean view = isView(method, type);
		return new AnswerTraits(SecurityAnnotations.guardContent(method, type), view,
				!view && ReturnedTypes.areMeasured(ReturnedTypes.of(method, type).toClass()),
				FieldAccess.isGivenTo(method, type, view));
	}

	/**
	 * Returns the traits of a handler whose tags are made of its content.
	 * @param handler the handler
	 * @return its traits, but for those that only decide when a version is compared
	 */
	static AnswerTraits ofUnannotated(HandlerIdentity handler) {
		return new AnswerTraits(SecurityAnnotations.guardContent(handler.method(), handler.type()),
				isView(handler.method(), handler.type()), false, false);
	}

	static boolean isView(Method method, Class<?> type) {
		return !AnnotatedElementUtils.hasAnnotation(method, ResponseBody.class)
				&& !AnnotatedElementUtils.hasAnnotation(type, ResponseBody.class)
				&& !HttpEntity.class.isAssignableFrom(method.getReturnType());
	}

}
