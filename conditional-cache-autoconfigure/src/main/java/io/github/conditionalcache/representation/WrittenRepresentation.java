package io.github.conditionalcache.representation;

import java.security.Principal;

import io.github.conditionalcache.handler.ReadPolicy;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A representation that a request has made.
 *
 * @param readPolicy policy of the handler that answers GET for it
 * @param request the request
 * @param user the user who made it
 */
record WrittenRepresentation(ReadPolicy readPolicy, HttpServletRequest request,
		@Nullable Principal user) implements SelectedRepresentation {

}
