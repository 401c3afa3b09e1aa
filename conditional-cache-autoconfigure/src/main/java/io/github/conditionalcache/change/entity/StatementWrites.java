package io.github.conditionalcache.change.entity;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
		SharedSessionContractImplementor session = session(announced, SqlText.firstTable(sql));
		if (announced == null || session == null) {
			noteUnannounced(SqlText.tables(sql));
		}
		else if (!announced.noted()) {
			this.changes.note(session, touching(sql, announced));
		}
	}

	private static @Nullable SharedSessionContractImplementor session(CurrentWrite.@Nullable Announced announced,
			@Nullable String table) {
		return (announced != null && announced.fits(table)) ? announced.session() : null;
	}

	private void noteUnannounced(Set<String> written) {
		if (written.isEmpty() || !written.stream().allMatch(SqlText::isTemporary)) {
			this.changes.note(touching(written, (table) -> false));
		}
	}

	// Where no tables were announced, the statement was written by the application, and
	// may have effects that its text does not show
	private Consumer<TouchedBuckets> touching(String sql, CurrentWrite.Announced announced) {
		if (announced.tables().isEmpty()) {
			return TouchedBuckets::addAll;
		}
		Set<String> tables = new HashSet<>(SqlText.tables(sql));
		if (!tables.isEmpty()) {
			tables.addAll(announced.tables());
		}
		return touching(tables, announced::has);
	}

	private Consumer<TouchedBuckets> touching(Set<String> tables, Predicate<String> announced) {
		boolean known = tables.stream()
			.allMatch((table) -> announced.test(table) || this.tags.hasTable(table) || SqlText.isTemporary(table));
		if (tables.isEmpty() || !known) {
			return TouchedBuckets::addAll;
		}
		return (touched) -> touched.addKinds(this.tags.ofTables(tables));
	}

}
