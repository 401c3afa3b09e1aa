package io.github.conditionalcache.handler;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * The types that handlers return, without the wrappers that Spring MVC opens.
 *
 * @since 0.1.0
 */
public final class ReturnedTypes {

	private static final List<Class<?>> WRAPPERS = List.of(HttpEntity.class, Optional.class, CompletionStage.class,
			Callable.class, DeferredResult.class, WebAsyncTask.class);

	private static final String MONO = "reactor.core.publisher.Mono";

	private static final Set<String> OF_MANY = Set.of("org.reactivestreams.Publisher", "reactor.core.publisher.Flux",
			"java.util.concurrent.Flow$Publisher");

	private static final String EVENT = "org.springframework.http.codec.ServerSentEvent";

	private ReturnedTypes() {
	}

	static ResolvableType of(Method method, Class<?> type) {
		return unwrap(ResolvableType.forMethodReturnType(method, type));
	}

	private static ResolvableType unwrap(ResolvableType type) {
		for (Class<?> wrapper : WRAPPERS) {
			ResolvableType wrapped = type.as(wrapper);
			if (!wrapped.equals(ResolvableType.NONE)) {
				return unwrap(wrapped.getGeneric(0));
			}
		}
		return type.toClass().getName().equals(MONO) ? unwrap(type.getGeneric(0)) : type;
	}

	/**
	 * Returns whether converters tell the length of all content of a type before they
	 * write it. Once as much is written, the servers take the answer for committed.
	 * Resources of a stream are never asked for their length, since that would read them.
	 * @param type type of the content, as declared
	 * @return whether its length is known
	 */
	public static boolean areMeasured(Class<?> type) {
		return CharSequence.class.isAssignableFrom(type) || type == byte[].class
				|| (Resource.class.isAssignableFrom(type) && !type.isAssignableFrom(InputStreamResource.class));
	}

	/**
	 * Returns the type of an answer that is passed on piece by piece.
	 * @param method the handler method
	 * @param type class of the bean
	 * @return name of the type, or {@code null} if the answer may be held back
	 */
	public static @Nullable String streamOf(Method method, Class<?> type) {
		ResolvableType returned = of(method, type);
		Class<?> raw = returned.toClass();
		boolean emitted = OF_MANY.contains(raw.getName())
				&& (isSentAsItComes(returned.getGeneric(0).toClass()) || producesStreams(method));
		return (emitted || ResponseBodyEmitter.class.isAssignableFrom(raw)
				|| StreamingResponseBody.class.isAssignableFrom(raw)) ? raw.getSimpleName() : null;
	}

	private static boolean isSentAsItComes(Class<?> element) {
		return element.getName().equals(EVENT) || CharSequence.class.isAssignableFrom(element);
	}

	private static boolean producesStreams(Method method) {
		RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
		return mapping != null && mapping.produces().length > 0
				&& List.of(mapping.produces()).stream().allMatch(StreamTypes::include);
	}

}
