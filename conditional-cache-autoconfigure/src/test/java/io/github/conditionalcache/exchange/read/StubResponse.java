package io.github.conditionalcache.exchange.read;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ContentEvents;
import io.github.conditionalcache.answer.ManagedResponse;
import io.github.conditionalcache.answer.OwnFields;
import io.github.conditionalcache.representation.ChunkPool;
import io.github.conditionalcache.representation.HeldContent;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.mock.web.MockHttpServletResponse;

/**
 * A response that remembers what it was told to do. Content that is written goes to the
 * client; content that is held has to be put into {@link #held()}.
 */
public class StubResponse extends HttpServletResponseWrapper implements ManagedResponse {

	/** How much content may be held. */
	public static final int LIMIT = 100;

	private final OwnFields ownFields = new OwnFields();

	private final HeldContent content = new HeldContent(LIMIT, new ChunkPool());

	private boolean holding;

	public boolean discarding;

	public boolean settled;

	public boolean lacksContent;

	public @Nullable Reason abandoned;

	public StubResponse() {
		super(new MockHttpServletResponse());
	}

	@Override
	public void manage(ContentEvents events, boolean head) {
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
		this.holding = true;
	}

	@Override
	public boolean isHolding() {
		return this.holding;
	}

	@Override
	public boolean isDiscarding() {
		return this.discarding;
	}

	@Override
	public HeldContent held() {
		return this.content;
	}

	@Override
	public byte[] takeHeld() {
		this.holding = false;
		return this.content.toByteArray();
	}

	@Override
	public boolean isBeyondLimit(long length) {
		return length > LIMIT;
	}

	@Override
	public void finishWriter() {
	}

	@Override
	public void discard() {
		this.discarding = true;
	}

	@Override
	public void settle() {
		this.settled = true;
	}

	@Override
	public boolean lacksContent() {
		return this.lacksContent;
	}

	@Override
	public void withdrawFields() {
		this.ownFields.withdraw(inner());
	}

	@Override
	public void abandon(Reason reason) {
		this.abandoned = reason;
		this.holding = false;
	}

}
