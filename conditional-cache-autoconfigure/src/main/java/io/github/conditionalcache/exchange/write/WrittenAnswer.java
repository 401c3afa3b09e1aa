package io.github.conditionalcache.exchange.write;

import jakarta.servlet.http.HttpServletResponse;

/**
 * The facts that decide which fields the answer to a write may have (RFC 9110 §8.7,
 * §9.3.4, §15.3.2). Immutable.
 *
 * @param status its status code
 * @param isPut whether it answers a PUT
 * @param hasContent whether it has content
 * @param isStoredAsSent whether the content of the request was stored without any change
 */
record WrittenAnswer(int status, boolean isPut, boolean hasContent, boolean isStoredAsSent) {

	boolean mayBeLabelled() {
		return switch (this.status) {
			case HttpServletResponse.SC_OK -> this.hasContent || this.isStoredAsSent;
			case HttpServletResponse.SC_CREATED -> this.hasContent || this.isStoredAsSent || !this.isPut;
			case HttpServletResponse.SC_NO_CONTENT -> this.isStoredAsSent;
			default -> false;
		};
	}

	boolean isCreated() {
		return this.status == HttpServletResponse.SC_CREATED;
	}

	// Or the tag would promise that the content was stored as it was sent
	boolean needsContentLocation() {
		return this.isPut && !this.isStoredAsSent;
	}

	// The content of a 201 to POST may describe the created resource
	boolean mayNameContent() {
		return this.hasContent && (this.status == HttpServletResponse.SC_OK || this.isPut);
	}

}
