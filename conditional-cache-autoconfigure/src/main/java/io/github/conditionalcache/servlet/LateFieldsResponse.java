package io.github.conditionalcache.servlet;

import java.io.IOException;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ContentEvents;
import io.github.conditionalcache.answer.LateFields;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The response as the outermost filter sees it: announces the fields that are set after
 * the library's own filter has ended.
 */
final class LateFieldsResponse extends HttpServletResponseWrapper {

	private ContentEvents events = ContentEvents.NONE;

	LateFieldsResponse(HttpServletResponse response) {
		super(response);
	}

	/**
	 * Has events announced from now on.
	 * @param events hears of them
	 */
	void manage(ContentEvents events) {
		this.events = events;
	}

	boolean isManaged() {
		return !this.events.equals(ContentEvents.NONE);
	}

	@Override
	public void addCookie(Cookie cookie) {
		super.addCookie(cookie);
		this.events.outerObstacleSet(Reason.COOKIE);
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		super.setHeader(name, value);
		announce(name, value);
	}

	@Override
	public void addHeader(String name, @Nullable String value) {
		super.addHeader(name, value);
		announce(name, value);
	}

	private void announce(String name, @Nullable String value) {
		Reason obstacle = LateFields.obstacle(name, value);
		if (obstacle != null) {
			this.events.outerObstacleSet(obstacle);
		}
	}

	// The filters outside add fields when they see the response committed
	@Override
	public void flushBuffer() throws IOException {
		if (!isCommitted()) {
			closing();
		}
		super.flushBuffer();
	}

	/**
	 * Announces that no filter follows.
	 */
	void closing() {
		this.events.closing();
	}

}
