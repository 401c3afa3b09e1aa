package io.github.conditionalcache.servlet;

import java.io.IOException;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ContentEvents;
import io.github.conditionalcache.answer.LateFields;
import io.github.conditionalcache.answer.OwnFields;
import io.github.conditionalcache.answer.RepeatedFields;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.WebUtils;

/**
 * A response that announces how the application uses it, and can hold its content back or
 * discard it. What the application resets, redirects or turns into an error is no longer
 * held, and loses the fields that were set for it.
 */
final class HoldingResponse extends ContentResponse {

	private @Nullable OwnFields ownFields;

	private boolean settled;

	HoldingResponse(HttpServletResponse response, ContentLimit limit) {
		super(response, limit);
	}

	@Override
	public void manage(ContentEvents events, boolean head) {
		super.manage(events, head);
		LateFieldsResponse outermost = WebUtils.getNativeResponse(getResponse(), LateFieldsResponse.class);
		if (outermost != null) {
			outermost.manage(events);
		}
	}

	@Override
	public HttpServletResponse inner() {
		return (HttpServletResponse) getResponse();
	}

	@Override
	public OwnFields ownFields() {
		OwnFields fields = this.ownFields;
		if (fields == null) {
			fields = new OwnFields();
			this.ownFields = fields;
		}
		return fields;
	}

	@Override
	public void withdrawFields() {
		this.settled = false;
		if (this.ownFields != null) {
			this.ownFields.withdraw(inner());
		}
	}

	@Override
	public void settle() {
		this.settled = isDiscarding() && getStatus() == SC_NOT_MODIFIED;
	}

	boolean isSettled() {
		return this.settled;
	}

	@Override
	public void abandon(Reason reason) {
		if (isCommitted()) {
			return;
		}
		if (isDiscarding()) {
			super.setStatus(SC_OK);
		}
		content().pass();
		withdrawFields();
		events().abandoned(reason);
	}

	private void startAgain(Reason reason) {
		if (isCommitted()) {
			return;
		}
		abandon(reason);
		forgetStream();
	}

	@Override
	public void setStatus(int status) {
		if (status != getStatus()) {
			events().statusChanging(status);
		}
		super.setStatus(status);
	}

	@Override
	public void reset() {
		startAgain(Reason.ERROR);
		super.reset();
	}

	@Override
	public void resetBuffer() {
		// Tomcat calls this at the beginning of each forward
		if (isStreamOpen() || !isHolding()) {
			startAgain(Reason.ERROR);
		}
		super.resetBuffer();
	}

	@Override
	public void sendError(int status) throws IOException {
		if (!events().errorSent(status)) {
			startAgain(Reason.STATUS);
			super.sendError(status);
		}
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		if (!events().errorSent(status)) {
			startAgain(Reason.STATUS);
			super.sendError(status, message);
		}
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		startAgain(Reason.STATUS);
		super.sendRedirect(location);
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) throws IOException {
		startAgain(Reason.STATUS);
		super.sendRedirect(location, clearBuffer);
	}

	@Override
	public void sendRedirect(String location, int status) throws IOException {
		startAgain(Reason.STATUS);
		super.sendRedirect(location, status);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		startAgain(Reason.STATUS);
		super.sendRedirect(location, status, clearBuffer);
	}

	@Override
	public void addCookie(Cookie cookie) {
		events().obstacleSet(Reason.COOKIE);
		super.addCookie(cookie);
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		if (!isKeptBack(name, value)) {
			announce(name, value);
			super.setHeader(name, value);
		}
	}

	@Override
	public void addHeader(String name, @Nullable String value) {
		if (!isKeptBack(name, value)) {
			announce(name, value);
			super.addHeader(name, value);
		}
	}

	@Override
	public void setDateHeader(String name, long date) {
		if (!isSettled(name)) {
			super.setDateHeader(name, date);
		}
	}

	@Override
	public void addDateHeader(String name, long date) {
		if (!isSettled(name)) {
			super.addDateHeader(name, date);
		}
	}

	@Override
	public void setIntHeader(String name, int value) {
		if (!isKeptBack(name, Integer.toString(value))) {
			super.setIntHeader(name, value);
		}
	}

	@Override
	public void addIntHeader(String name, int value) {
		if (!isKeptBack(name, Integer.toString(value))) {
			super.addIntHeader(name, value);
		}
	}

	private void announce(String name, @Nullable String value) {
		Reason obstacle = LateFields.obstacle(name, value);
		if (obstacle != null) {
			events().obstacleSet(obstacle);
		}
	}

	private boolean isKeptBack(String name, @Nullable String value) {
		return isSettled(name) || framesContent(name, value) || takesLength(name, value);
	}

	private boolean isSettled(String name) {
		return this.settled && RepeatedFields.include(name);
	}

	// Copied from another server's answer, it would contradict how this one is framed
	private boolean framesContent(String name, @Nullable String value) {
		return value != null && isManaged() && HttpHeaders.TRANSFER_ENCODING.equalsIgnoreCase(name);
	}

	// Without the field the servers frame the content that there is
	private boolean takesLength(String name, @Nullable String value) {
		if (content().isPassing() || !HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
			return false;
		}
		try {
			content().declareLength((value != null) ? Long.parseLong(value.trim()) : -1);
		}
		catch (NumberFormatException ex) {
			content().declareLength(-1);
		}
		return true;
	}

}
