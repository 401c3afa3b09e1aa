package io.github.conditionalcache.servlet;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.LateFields;
import io.github.conditionalcache.answer.ManagedResponse;
import io.github.conditionalcache.answer.OwnFields;
import io.github.conditionalcache.answer.RepeatedFields;
import io.github.conditionalcache.exchange.ReadDecider;
import io.github.conditionalcache.exchange.ReadExchange;
import io.github.conditionalcache.exchange.SuspendedSecurityFields;
import io.github.conditionalcache.handler.StreamTypes;
import io.github.conditionalcache.representation.ChunkPool;
import io.github.conditionalcache.representation.HeldContent;
import io.github.conditionalcache.storing.StoringPolicy;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A response that passes everything on until a managed exchange asks it to hold the
 * content back, up to a limit, or to discard it. What the application resets, redirects
 * or turns into an error is no longer held, and loses the fields that were set for it.
 */
public final class HoldingResponse extends HttpServletResponseWrapper implements ManagedResponse {

	/**
	 * What happens to content that is written.
	 */
	private enum State {

		/**
		 * It goes to the client at once.
		 */
		PASS,

		/**
		 * It is held back until the dispatch ends.
		 */
		BUFFER,

		/**
		 * It goes nowhere: the answer has no content.
		 */
		DISCARD

	}

	private final int limit;

	private final ChunkPool pool;

	private final ReadDecider decision;

	private final OwnFields ownFields = new OwnFields();

	private State state = State.PASS;

	private @Nullable ReadExchange exchange;

	private @Nullable HeldContent content;

	private @Nullable ContentStream stream;

	private @Nullable PrintWriter writer;

	private boolean containerStream;

	private boolean finishing;

	private boolean settled;

	private long sent;

	private @Nullable Long declaredLength;

	HoldingResponse(HttpServletResponse response, int limit, ChunkPool pool, ReadDecider decision) {
		super(response);
		this.limit = limit;
		this.pool = pool;
		this.decision = decision;
	}

	public void manage(ReadExchange exchange) {
		this.exchange = exchange;
	}

	@Override
	public HttpServletResponse inner() {
		return (HttpServletResponse) getResponse();
	}

	@Override
	public OwnFields ownFields() {
		return this.ownFields;
	}

	@Override
	public void hold() {
		if (this.state == State.PASS && !this.containerStream && !isCommitted()) {
			this.state = State.BUFFER;
			this.content = new HeldContent(this.limit, this.pool);
		}
	}

	@Override
	public void discard() {
		HeldContent held = this.content;
		this.state = State.DISCARD;
		this.content = null;
		if (held != null) {
			held.recycle();
		}
	}

	@Override
	public boolean isHolding() {
		return this.state == State.BUFFER;
	}

	@Override
	public void settle() {
		this.settled = this.state == State.DISCARD && getStatus() == SC_NOT_MODIFIED;
	}

	boolean isSettled() {
		return this.settled;
	}

	private boolean isSettled(String name) {
		return this.settled && RepeatedFields.include(name);
	}

	@Override
	public HeldContent held() {
		finishWriter();
		HeldContent held = this.content;
		return (held != null) ? held : new HeldContent(0, this.pool);
	}

	/**
	 * Sends what was held back, whole and with its length, and passes on what follows.
	 * @param measured whether the length must be declared here
	 * @throws IOException if the client is gone
	 */
	void release(boolean measured) throws IOException {
		HeldContent held = held();
		if (this.state == State.BUFFER) {
			long length = lengthOf(held);
			this.state = State.PASS;
			this.content = null;
			if (containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
				super.setHeader(HttpHeaders.TRANSFER_ENCODING, null);
			}
			if ((getStatus() == SC_OK || held.size() > 0) && getTrailerFields() == null
					&& (measured || !isMeasuredBySender(held))) {
				super.setContentLengthLong(length);
			}
			send(held);
			this.sent = held.size();
			held.recycle();
		}
	}

	// Filters outside add their fields when they see the response committed. They count
	// what is written up to its buffer's size, but Jetty commits it with the first long
	// piece.
	private void send(HeldContent held) throws IOException {
		if (held.size() > ChunkPool.PIECE) {
			super.flushBuffer();
		}
		held.writeTo(super.getOutputStream());
	}

	private long lengthOf(HeldContent held) {
		Long declared = this.declaredLength;
		return (declared != null && lacksContent()) ? declared : held.size();
	}

	@Override
	public boolean lacksContent() {
		return this.exchange != null && this.exchange.request().getMethod().equals("HEAD")
				&& this.declaredLength != null && this.declaredLength > 0 && this.content != null
				&& this.content.size() == 0;
	}

	// Once all of a declared length is written, the servers take an answer for committed,
	// and filters outside can add nothing. Short content is measured when it is sent, but
	// not for HEAD
	private boolean isMeasuredBySender(HeldContent held) {
		return this.exchange != null && !this.exchange.request().getMethod().equals("HEAD")
				&& held.size() <= getBufferSize() / 4 && !containsHeader(HttpHeaders.CONTENT_LENGTH);
	}

	@Override
	public byte[] takeHeld() {
		HeldContent held = held();
		byte[] all = held.toByteArray();
		this.state = State.PASS;
		this.content = null;
		held.recycle();
		return all;
	}

	@Override
	public boolean isBeyondLimit(long length) {
		return length > this.limit;
	}

	/**
	 * Ends a dispatch: sends what is still held back, and a 304 if nothing can follow.
	 * @param closed whether the response is committed now, before the filters outside go
	 * on
	 * @throws IOException if the client is gone
	 */
	void finish(boolean closed) throws IOException {
		if (this.state == State.BUFFER) {
			release(closed);
		}
		else if (closed && getStatus() == SC_NOT_MODIFIED && !isCommitted()) {
			super.flushBuffer();
		}
	}

	/**
	 * Sends what was held back and streams on, without a validator.
	 * @param reason why nothing is held any longer
	 * @throws IOException if the client is gone
	 */
	void spill(Reason reason) throws IOException {
		HeldContent held = this.content;
		if (this.state != State.BUFFER || held == null) {
			return;
		}
		boolean decided = isDecidedWithoutTheRest();
		if (this.state == State.DISCARD) {
			return;
		}
		this.state = State.PASS;
		this.content = null;
		if (this.exchange != null && !decided) {
			this.exchange.bypass(reason);
		}
		if (this.declaredLength != null) {
			super.setContentLengthLong(this.declaredLength);
		}
		send(held);
		this.sent = held.size();
		held.recycle();
	}

	// Content that can't be compared doesn't change the answer. Nor does the rest of a
	// view whose fields are known by now.
	private boolean isDecidedWithoutTheRest() {
		if (this.exchange == null || !this.exchange.isUndecided()
				|| !(this.exchange.isVerified() || this.exchange.isRendering())) {
			return false;
		}
		this.exchange.rendered();
		return this.decision.decideByKnown(this.exchange, inner()) != null;
	}

	/**
	 * Returns how much content was sent.
	 * @return bytes, as far as they went through here
	 */
	long sent() {
		return this.sent;
	}

	// What can be asked for again is measured, to tell what a 304 saves
	private boolean isLeftToContainer() {
		return this.state == State.PASS && this.stream == null
				&& (this.exchange == null || !this.exchange.isLabelled());
	}

	@Override
	public void withdrawFields() {
		this.settled = false;
		this.ownFields.withdraw(inner());
	}

	@Override
	public void abandon(Reason reason) {
		if (isCommitted()) {
			return;
		}
		if (this.state == State.DISCARD) {
			super.setStatus(SC_OK);
		}
		this.state = State.PASS;
		this.content = null;
		withdrawFields();
		if (this.exchange != null) {
			this.exchange.bypass(reason);
		}
	}

	private void drop(Reason reason) {
		if (isCommitted()) {
			return;
		}
		abandon(reason);
		if (this.stream != null && !this.containerStream) {
			this.stream = null;
			this.writer = null;
		}
		this.declaredLength = null;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		decideByKnown();
		if (isLeftToContainer()) {
			this.containerStream = true;
			return super.getOutputStream();
		}
		return contentStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		if (this.writer != null) {
			return this.writer;
		}
		// What the handler itself writes, perhaps on another thread, only the container's
		// writer flushes in the end
		boolean measured = !isLeftToContainer();
		decideByKnown();
		if (this.state == State.PASS && this.stream == null && !measured) {
			this.containerStream = true;
			return super.getWriter();
		}
		// As the container's own writer would, settle the encoding and show it in
		// Content-Type
		super.setCharacterEncoding(super.getCharacterEncoding());
		this.writer = new PrintWriter(new OutputStreamWriter(contentStream(), encoding()));
		return this.writer;
	}

	private Charset encoding() throws UnsupportedEncodingException {
		String name = super.getCharacterEncoding();
		try {
			return Charset.forName(name);
		}
		catch (IllegalArgumentException ex) {
			throw new UnsupportedEncodingException(name);
		}
	}

	private ContentStream contentStream() {
		if (this.stream == null) {
			this.stream = new ContentStream(this);
		}
		return this.stream;
	}

	private void decideByKnown() {
		if (this.exchange != null && this.exchange.isUndecided() && this.state == State.PASS && !isCommitted()) {
			if (this.exchange.request().isAsyncStarted()) {
				SuspendedSecurityFields.takeBack(this.exchange);
			}
			if (this.decision.decideByKnown(this.exchange, inner()) == null) {
				// The handler has returned, and what it returned writes on another thread
				this.exchange.bypass(this.exchange.request().isAsyncStarted() ? Reason.STREAMING : Reason.RAW);
			}
		}
	}

	void write(byte[] bytes, int offset, int length) throws IOException {
		if (this.state == State.BUFFER && this.content != null) {
			if (this.content.append(bytes, offset, length)) {
				return;
			}
			spill(Reason.TOO_LARGE);
		}
		// Spilling may have decided that there is to be no content
		if (this.state == State.PASS) {
			checkSent();
			super.getOutputStream().write(bytes, offset, length);
			this.sent += length;
		}
	}

	@Override
	public void finishWriter() {
		if (this.writer != null) {
			this.finishing = true;
			this.writer.flush();
			this.finishing = false;
		}
	}

	void flushContent() throws IOException {
		if (this.state == State.PASS && !this.finishing) {
			checkSent();
			super.getOutputStream().flush();
		}
	}

	ServletOutputStream passThrough() throws IOException {
		spill(Reason.STREAMING);
		return super.getOutputStream();
	}

	boolean isPassing() {
		return this.state == State.PASS;
	}

	@Override
	public void flushBuffer() throws IOException {
		if (this.exchange != null && this.state == State.PASS) {
			this.decision.answered(this.exchange, (HttpServletResponse) getResponse());
		}
		decideByKnown();
		if (this.state == State.PASS) {
			if (this.writer != null) {
				this.writer.flush();
			}
			checkSent();
			super.flushBuffer();
		}
	}

	@Override
	public void setStatus(int status) {
		boolean labelled = this.exchange != null && !this.exchange.isUndecided() && !this.ownFields.isEmpty();
		if (status != getStatus() && (this.state == State.DISCARD || (labelled && status != SC_PARTIAL_CONTENT))) {
			abandon(Reason.STATUS);
		}
		super.setStatus(status);
	}

	@Override
	public void reset() {
		drop(Reason.ERROR);
		super.reset();
	}

	@Override
	public void resetBuffer() {
		// Tomcat calls this at the beginning of each forward
		if (this.stream != null || this.state != State.BUFFER) {
			drop(Reason.ERROR);
		}
		super.resetBuffer();
	}

	@Override
	public void sendError(int status) throws IOException {
		if (!isNotModified(status)) {
			drop(Reason.STATUS);
			super.sendError(status);
		}
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		if (!isNotModified(status)) {
			drop(Reason.STATUS);
			super.sendError(status, message);
		}
	}

	// No error page follows what has no content
	private boolean isNotModified(int status) {
		if (status != SC_NOT_MODIFIED || this.exchange == null || isCommitted()
				|| !this.decision.mayAnswerNotModified(this.exchange)) {
			return false;
		}
		super.resetBuffer();
		super.setStatus(status);
		return this.decision.answered(this.exchange, (HttpServletResponse) getResponse()) != null;
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		drop(Reason.STATUS);
		super.sendRedirect(location);
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) throws IOException {
		drop(Reason.STATUS);
		super.sendRedirect(location, clearBuffer);
	}

	@Override
	public void sendRedirect(String location, int status) throws IOException {
		drop(Reason.STATUS);
		super.sendRedirect(location, status);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		drop(Reason.STATUS);
		super.sendRedirect(location, status, clearBuffer);
	}

	@Override
	public void addCookie(Cookie cookie) {
		unlabel(Reason.COOKIE);
		super.addCookie(cookie);
	}

	@Override
	public void setContentLength(int length) {
		setContentLengthLong(length);
	}

	@Override
	public void setContentLengthLong(long length) {
		if (this.state == State.PASS) {
			super.setContentLengthLong(length);
			return;
		}
		this.declaredLength = (length >= 0) ? length : null;
		if (length < 0) {
			super.setContentLengthLong(length);
		}
		if (this.state == State.BUFFER && length > this.limit) {
			spillUnchecked(Reason.TOO_LARGE);
		}
	}

	private void spillUnchecked(Reason reason) {
		try {
			spill(reason);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		if ((value != null && framesContent(name)) || isSettled(name)) {
			return;
		}
		if (!takesLength(name, value)) {
			notice(name, value);
			super.setHeader(name, value);
		}
	}

	@Override
	public void addHeader(String name, @Nullable String value) {
		if (framesContent(name) || isSettled(name)) {
			return;
		}
		if (!takesLength(name, value)) {
			notice(name, value);
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
		if (!isSettled(name) && !takesLength(name, Integer.toString(value))) {
			super.setIntHeader(name, value);
		}
	}

	@Override
	public void addIntHeader(String name, int value) {
		if (!isSettled(name) && !takesLength(name, Integer.toString(value))) {
			super.addIntHeader(name, value);
		}
	}

	@Override
	public void setContentType(@Nullable String type) {
		super.setContentType(type);
		if (this.state == State.BUFFER && type != null && StreamTypes.include(type)) {
			spillUnchecked(Reason.STREAMING);
		}
	}

	// Copied from another server's answer, it would contradict how this one is framed
	private boolean framesContent(String name) {
		return this.exchange != null && HttpHeaders.TRANSFER_ENCODING.equalsIgnoreCase(name);
	}

	private boolean takesLength(String name, @Nullable String value) {
		if (this.state == State.PASS || !HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
			return false;
		}
		try {
			setContentLengthLong((value != null) ? Long.parseLong(value.trim()) : -1);
		}
		catch (NumberFormatException ex) {
			this.declaredLength = null;
		}
		return true;
	}

	private void notice(String name, @Nullable String value) {
		Reason obstacle = isLabelled() ? LateFields.obstacle(name, value) : null;
		if (obstacle != null) {
			unlabel(obstacle);
		}
	}

	private boolean isLabelled() {
		return this.exchange != null && !this.ownFields.isEmpty() && !isCommitted();
	}

	/**
	 * Takes the labels off an answer that turns out to be for this request alone. An
	 * answer that has no content any more keeps its status.
	 * @param obstacle why
	 */
	private void unlabel(Reason obstacle) {
		if (this.exchange == null || !isLabelled()) {
			return;
		}
		withdrawFields();
		if (this.state != State.DISCARD) {
			this.exchange.bypass(obstacle);
		}
		else if (getStatus() == SC_NOT_MODIFIED && !containsHeader(HttpHeaders.CACHE_CONTROL)) {
			// Shared caches add the fields of a 304 to what they have stored
			super.setHeader(HttpHeaders.CACHE_CONTROL, StoringPolicy.PRIVATE);
		}
	}

	/**
	 * Does the same when the filters outside may have finished: what they have left out
	 * because of the labels is put in.
	 * @param obstacle why
	 */
	void unlabelLate(Reason obstacle) {
		if (this.exchange == null || isCommitted()) {
			return;
		}
		if (obstacle == Reason.NONCE) {
			this.decision.nonceFound(this.exchange);
			if (this.state == State.DISCARD && getStatus() == SC_NOT_MODIFIED) {
				// The stored answer keeps the policy that allows its scripts
				LateFields.SCRIPT_POLICIES.forEach((name) -> super.setHeader(name, null));
			}
		}
		if (isLabelled()) {
			unlabel(obstacle);
			SuspendedSecurityFields.makeUpFor(this.exchange);
		}
	}

	/**
	 * Looks for what was set past all wrappers, such as the cookie of the container's
	 * session, and by now can be followed by nothing but other filters.
	 */
	void checkSent() {
		Reason obstacle = isLabelled() ? obstacle() : null;
		if (obstacle != null) {
			unlabel(obstacle);
		}
	}

	/**
	 * Does the same at the very end.
	 */
	void checkLate() {
		Reason obstacle = isLabelled() ? obstacle() : null;
		if (obstacle != null) {
			unlabelLate(obstacle);
		}
	}

	private @Nullable Reason obstacle() {
		return (this.exchange != null) ? LateFields.obstacle(this.exchange.request(), inner()) : null;
	}

}
