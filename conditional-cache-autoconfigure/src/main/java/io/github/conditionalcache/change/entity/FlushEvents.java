package io.github.conditionalcache.change.entity;

import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;

/**
 * Hears of each query and bulk update of a session, right before its statement: Hibernate
 * asks then whether a flush is needed, and has flushed. Thread-safe.
 */
final class FlushEvents implements AutoFlushEventListener {

	private static final long serialVersionUID = 1L;

	private final transient CurrentWrite current;

	FlushEvents(CurrentWrite current) {
		this.current = current;
	}

	@Override
	public void onAutoFlush(AutoFlushEvent event) {
		this.current.expect(event.getSession(), event.getQuerySpaces());
	}

}
