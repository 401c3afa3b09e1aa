package io.github.conditionalcache.change.entity;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.conditionalcache.change.statement.ReadTexts;
import io.github.conditionalcache.change.statement.StatementEffect;
import io.github.conditionalcache.change.statement.TableName;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Notes statements that no event of an entity tells of: bulk updates, native ones, and
 * what Hibernate adds by itself, such as a forced version. Thread-safe.
 */
final class StatementWrites {

	private final ReadTexts<StatementEffect> texts = new ReadTexts<>(Function.identity());

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
		StatementEffect effect = this.texts.of(sql);
		if (!effect.writes()) {
			return;
		}
		SharedSessionContractImplementor session = session(announced, effect.first());
		if (announced == null || session == null) {
			noteUnannounced(written(effect));
		}
		else if (!announced.noted()) {
			this.changes.note(session, touching(effect, announced));
		}
	}

	private static @Nullable SharedSessionContractImplementor session(CurrentWrite.@Nullable Announced announced,
			@Nullable TableName table) {
		return (announced != null && announced.fits(table)) ? announced.session() : null;
	}

	// None if they are not known
	private static Set<TableName> written(StatementEffect effect) {
		return effect.everything() ? Set.of() : effect.tables();
	}

	private void noteUnannounced(Set<TableName> written) {
		if (written.isEmpty() || !written.stream().allMatch(MappedTables::isTemporary)) {
			this.changes.note(touching(written, (table) -> false));
		}
	}

	// Where no tables were announced, the statement was written by the application, and
	// may have effects that its text does not show
	private Consumer<TouchedBuckets> touching(StatementEffect effect, CurrentWrite.Announced announced) {
		if (announced.tables().isEmpty()) {
			return TouchedBuckets::addAll;
		}
		Set<TableName> tables = new HashSet<>(written(effect));
		if (!tables.isEmpty()) {
			tables.addAll(announced.tables());
		}
		return touching(tables, announced::has);
	}

	private Consumer<TouchedBuckets> touching(Set<TableName> tables, Predicate<TableName> announced) {
		boolean known = tables.stream()
			.allMatch((table) -> announced.test(table) || this.tags.hasTable(table) || MappedTables.isTemporary(table));
		if (tables.isEmpty() || !known) {
			return TouchedBuckets::addAll;
		}
		return (touched) -> touched.addKinds(this.tags.ofTables(tables));
	}

}
