package io.github.conditionalcache.change.entity;

import java.util.function.Consumer;

import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * Shows the statements of one persistence unit before they are sent. Thread-safe from the
 * time that the persistence unit is known.
 */
public final class StatementListener implements StatementInspector {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable StatementInspector next;

	private transient volatile @Nullable Consumer<String> notes;

	/**
	 * Creates the listener.
	 * @param next the application's own, or {@code null} if it has none
	 */
	public StatementListener(@Nullable StatementInspector next) {
		this.next = next;
	}

	void tell(Consumer<String> listener) {
		this.notes = listener;
	}

	@Override
	public @Nullable String inspect(String sql) {
		Consumer<String> told = this.notes;
		if (told != null) {
			told.accept(sql);
		}
		return (this.next != null) ? this.next.inspect(sql) : sql;
	}

}
