package io.github.conditionalcache.servlet;

import java.io.IOException;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.LateFields;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The response as the outermost filter sees it: notices fields after which a managed
 * answer must have no validator.
 */
public final class LateFieldsResponse extends HttpServletResponseWrapper {

	private @Nullable HoldingResponse managed;

	LateFieldsResponse(HttpServletResponse response) {
		super(response);
	}

	/**
	 * Tells a managed answer what is noticed from now on.
	 * @param response the answer
	 */
	public void manage(HoldingResponse response) {
		this.managed = response;
	}

	@Override
	public void addCookie(Cookie cookie) {
		super.addCookie(cookie);
		notice(Reason.COOKIE);
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		super.setHeader(name, value);
		notice((this.managed != null) ? LateFields.obstacle(name, value) : null);
	}

	@Override
	public void addHeader(String name, @Nullable String value) {
		super.addHeader(name, value);
		notice((this.managed != null) ? LateFields.obstacle(name, value) : null);
	}

	// The filters outside add fields when they see the response committed
	@Override
	public void flushBuffer() throws IOException {
		if (!isCommitted()) {
			checkLate();
		}
		super.flushBuffer();
	}

	/**
	 * Looks for what was set past all wrappers, at the very end.
	 */
	void checkLate() {
		if (this.managed != null) {
			this.managed.checkLate();
		}
	}

	private void notice(@Nullable Reason obstacle) {
		if (this.managed != null && obstacle != null) {
			this.managed.unlabelLate(obstacle);
		}
	}

}
