package io.github.conditionalcache.exchange.read;

import java.security.Principal;

import io.github.conditionalcache.exchange.ContentObserver;
import io.github.conditionalcache.representation.ContentTags;
import io.github.conditionalcache.representation.HeldContent;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Makes the validators of content that was held back, and shows the content to those who
 * look for mistakes. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ContentValidators {

	private final ContentTags tags;

	private final Verification verification;

	private final @Nullable ContentObserver observer;

	/**
	 * Creates the maker of validators.
	 * @param tags makes entity tags
	 * @param verification compares content with the one that a tag labelled before
	 * @param observer sees the content that tags are made of, or {@code null}
	 */
	public ContentValidators(ContentTags tags, Verification verification, @Nullable ContentObserver observer) {
		this.tags = tags;
		this.verification = verification;
		this.observer = observer;
	}

	/**
	 * Makes the validators of content.
	 * @param exchange the exchange
	 * @param content its content, whole
	 * @return the validators
	 */
	KnownValidators of(ReadExchange exchange, HeldContent content) {
		if (this.observer != null && exchange.request().getMethod().equals("GET")) {
			this.observer.observe(exchange.readPolicy().name(), selection(exchange),
					exchange.response().getContentType(), content.toByteArray());
		}
		return KnownValidators.ofContent(this.tags.of(content, exchange.response(), exchange.readPolicy().strength()));
	}

	private static String selection(ReadExchange exchange) {
		HttpServletRequest request = exchange.request();
		Principal user = exchange.user();
		return String.join("\n", request.getRequestURI(), String.valueOf(request.getQueryString()),
				(user != null) ? user.getName() : "", String.valueOf(request.getHeader(HttpHeaders.ACCEPT)),
				String.valueOf(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
	}

	/**
	 * Returns whether the content of a verified exchange proves its declared version
	 * wrong.
	 * @param exchange the exchange
	 * @param content its content, whole
	 * @return whether its tag labelled other content of this representation before
	 */
	boolean refutes(ReadExchange exchange, HeldContent content) {
		return this.verification.refutes(exchange, content);
	}

}
