package io.github.conditionalcache.autoconfigure.statement;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.conditionalcache.change.declared.TagRule;
import io.github.conditionalcache.change.statement.TableTags;
import io.github.conditionalcache.version.expression.InvalidExpressionException;

/**
 * Refuses tags of tables that no statement would ever touch: those of views, those that
 * are not written as statements touch them, and those of tables whose statements are not
 * noted. Thread-safe.
 */
final class TableTagRule implements TagRule {

	private final TableTags tags;

	private final Supplier<Collection<DataSource>> watched;

	private final Supplier<Collection<DataSource>> others;

	private volatile Set<String> known = Set.of();

	/**
	 * Creates the rule.
	 * @param tags the tags of tables
	 * @param watched gives the DataSources whose statements are noted
	 * @param others gives those whose statements are not noted
	 */
	TableTagRule(TableTags tags, Supplier<Collection<DataSource>> watched, Supplier<Collection<DataSource>> others) {
		this.tags = tags;
		this.watched = watched;
		this.others = others;
	}

	@Override
	public void check(String template) {
		if (!TableTags.isOne(template) || this.tags.isTouched(template)) {
			return;
		}
		if (!template.equals(template.toLowerCase(Locale.ROOT)) || template.contains("#{")) {
			throw new InvalidExpressionException("[%s] is not the tag of a table".formatted(template),
					"Name the table in lower case, without schema, quotes and expressions, such as \"table:book\".");
		}
		if (!isKnown(template)) {
			throw unknown(template);
		}
	}

	// Read again for a tag that is missing: its table may be younger
	private boolean isKnown(String tag) {
		if (this.known.contains(tag)) {
			return true;
		}
		this.known = TableNames.tags(this.watched.get());
		return this.known.isEmpty() || this.known.contains(tag);
	}

	private InvalidExpressionException unknown(String tag) {
		if (TableNames.tags(this.others.get()).contains(tag)) {
			return new InvalidExpressionException(
					"[%s] names a table of a DataSource whose statements are not noted".formatted(tag),
					"Have change tags kept in its database by 'conditional-cache.change-tags.jdbc.data-source', keep them "
							+ "in memory, or name another tag and touch it with @Modifies304.");
		}
		return new InvalidExpressionException("[%s] names no table of the database".formatted(tag),
				"Name the tables that the view reads, in lower case and without schema, or list the tag in "
						+ "'conditional-cache.change-tags.statements.touches'.");
	}

}
