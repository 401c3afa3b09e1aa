package io.github.conditionalcache.diagnostics.lint;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.security.Principal;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.servlet.http.HttpSession;

import org.springframework.core.annotation.MergedAnnotations;

/**
 * Parameters by which a handler learns who asks. Annotations by name, since Spring
 * Security need not be there.
 */
final class UserArguments {

	private static final List<String> USER = List.of(
			"org.springframework.security.core.annotation.AuthenticationPrincipal",
			"org.springframework.security.core.annotation.CurrentSecurityContext");

	private static final String SESSION_ATTRIBUTE = "org.springframework.web.bind.annotation.SessionAttribute";

	private UserArguments() {
	}

	/**
	 * Returns the positions of the parameters that are the user.
	 * @param method a handler
	 * @return the positions
	 */
	static List<Integer> users(Method method) {
		Parameter[] parameters = method.getParameters();
		return IntStream.range(0, parameters.length).filter((i) -> isUser(parameters[i])).boxed().toList();
	}

	/**
	 * Returns whether a handler takes the user, or the user's session.
	 * @param method a handler
	 * @return whether it does
	 */
	static boolean areIn(Method method) {
		return !users(method).isEmpty() || List.of(method.getParameters()).stream().anyMatch(UserArguments::isSession);
	}

	private static boolean isUser(Parameter parameter) {
		MergedAnnotations annotations = MergedAnnotations.from(parameter);
		return Principal.class.isAssignableFrom(parameter.getType()) || USER.stream().anyMatch(annotations::isPresent);
	}

	private static boolean isSession(Parameter parameter) {
		return HttpSession.class.isAssignableFrom(parameter.getType())
				|| MergedAnnotations.from(parameter).isPresent(SESSION_ATTRIBUTE);
	}

}
