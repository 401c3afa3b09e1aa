package io.github.conditionalcache.change.entity;

import java.util.Set;
import java.util.function.Consumer;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Notes statements that no event of an entity tells of: bulk updates, native ones, and
 * what Hibernate adds by itself, such as a forced version. Thread-safe.
 */
final class StatementWrites {

	private final CurrentWrite current;

	private final SessionChanges changes;

	private final EntityTags tags;

	StatementWrites(CurrentWrite current, SessionChanges changes, EntityTags tags) {
		this.current = current;
		this.changes = changes;
		this.tags = tags;
	}

	/**
	 * Notes a statement before it is sent.
	 * @param sql its text
	 */
	void note(String sql) {
		CurrentWrite.Announced announced = this.current.next();
		if (!SqlText.mayWrite(sql)) {
			return;
		}
		SharedSessionContractImplementor session = (announced != null) ? announced.session() : null;
		if (announced == null || session == null) {
			noteUnannounced(SqlText.table(sql));
		}
		else if (announced.tables() != null) {
			this.changes.note(session, touching(announced.tables()));
		}
	}

	private void noteUnannounced(@Nullable String table) {
		boolean mapped = table != null && this.tags.hasTable(table);
		if (mapped || !SqlText.isTemporary(table)) {
			this.changes.note(touching(mapped ? Set.of(table) : Set.of()));
		}
	}

	private Consumer<TouchedBuckets> touching(@Nullable Set<String> tables) {
		return (touched) -> {
			if (tables == null || tables.isEmpty()) {
				touched.addAll();
			}
			else {
				touched.addKinds(this.tags.ofTables(tables));
			}
		};
	}

}
