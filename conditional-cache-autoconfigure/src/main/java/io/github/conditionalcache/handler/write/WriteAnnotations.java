package io.github.conditionalcache.handler.write;

import java.util.Arrays;

import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.handler.DeclarationReader;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.selector.handler.MappedMethods;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * The annotations that say which handlers write under preconditions.
 */
final class WriteAnnotations {

	private final DeclarationReader declarations;

	WriteAnnotations(DeclarationReader declarations) {
		this.declarations = declarations;
	}

	/**
	 * Returns whether a mapping is one of a handler that writes under preconditions.
	 * @param info the mapping
	 * @param handler the handler
	 * @return whether it is
	 * @throws InvalidHandlerException if the method is annotated, but reads
	 */
	boolean areOfWriter(RequestMappingInfo info, HandlerMethod handler) {
		return find(handler) != null && checkWrites(info, handler);
	}

	/**
	 * Requires that a handler that checks preconditions itself is one that writes.
	 * @param info its mapping
	 * @param handler the handler
	 * @throws InvalidHandlerException if it is not
	 */
	void requireChecks(RequestMappingInfo info, HandlerMethod handler) {
		if (!Arrays.asList(handler.getMethod().getParameterTypes()).contains(WritePrecondition.class)) {
			return;
		}
		if (find(handler) == null) {
			throw InvalidHandlerException.ofWrite(handler, "is missing, but the handler takes a WritePrecondition",
					"Annotate the handler with @ConditionalWrite, or remove the parameter.");
		}
		if (!checkWrites(info, handler)) {
			throw InvalidHandlerException.ofWrite(handler,
					"stands on the class of a handler that reads, but takes a WritePrecondition",
					"Map the handler to PUT, PATCH, DELETE or POST only, or remove the parameter.");
		}
	}

	/**
	 * Finds the annotation of a handler.
	 * @param handler the handler
	 * @return the annotation on its method or class, or {@code null} if there is none
	 */
	@Nullable ConditionalWrite find(HandlerMethod handler) {
		return this.declarations.identify(handler).find(ConditionalWrite.class);
	}

	private boolean checkWrites(RequestMappingInfo info, HandlerMethod handler) {
		MappedMethods methods = MappedMethods.of(info);
		boolean reads = !methods.areWrites();
		if (reads && this.declarations.identify(handler).onMethod(ConditionalWrite.class) != null) {
			throw InvalidHandlerException.ofWrite(handler,
					"stands on a handler of %s, but is for PUT, PATCH, DELETE and POST"
						.formatted(methods.names().isEmpty() ? "all methods" : methods.names()),
					"Remove the annotation from this method, or map the method to one that writes.");
		}
		return !reads;
	}

}
