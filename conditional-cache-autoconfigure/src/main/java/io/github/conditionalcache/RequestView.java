package io.github.conditionalcache;

import java.security.Principal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request as applications read it, whatever server it comes through. Not for use after
 * the request, nor by other threads.
 *
 * @since 0.1.0
 */
public interface RequestView {

	/**
	 * The request method.
	 * @return the method, such as {@code GET}
	 */
	String method();

	/**
	 * The host that the request was sent to, as the server sees it: from the authority of
	 * the URI or {@code Host}, and from forwarded fields where the application trusts
	 * them.
	 * @return the host without port
	 */
	String host();

	/**
	 * The path of the request's URI as it was sent, not decoded.
	 * @return the path, with the path of the application
	 */
	String path();

	/**
	 * The query of the request's URI as it was sent, not decoded.
	 * @return the query without question mark, or {@code null} if there is none
	 */
	@Nullable String query();

	/**
	 * The value of a request field. Several lines of one name are one value, in their
	 * order and separated by commas (RFC 9110 §5.3).
	 * @param name name of the field, in any case
	 * @return the value, or {@code null} if the field was not sent
	 */
	@Nullable String header(String name);

	/**
	 * All lines of a request field, for fields whose values may hold commas of their own.
	 * @param name name of the field, in any case
	 * @return the value of each line, in their order; none if the field was not sent
	 */
	List<String> headers(String name);

	/**
	 * The value of a cookie that the request brings.
	 * @param name name of the cookie
	 * @return the value of the first cookie of that name, or {@code null} if there is
	 * none
	 */
	@Nullable String cookie(String name);

	/**
	 * An attribute that a filter or the server has given the request.
	 * @param name name of the attribute
	 * @return the attribute, or {@code null} if there is none
	 */
	@Nullable Object attribute(String name);

	/**
	 * The user who sends the request.
	 * @return the user, or {@code null} if the request is not authenticated
	 */
	@Nullable Principal user();

	/**
	 * The request as the web framework has it, such as an {@code HttpServletRequest}.
	 * Code that uses it runs with that framework only.
	 * @param type type of the request
	 * @param <T> type of the request
	 * @return the request, or {@code null} if it is none of this type
	 */
	<T> @Nullable T unwrap(Class<T> type);

}
