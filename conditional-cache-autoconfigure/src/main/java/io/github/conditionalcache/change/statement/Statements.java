package io.github.conditionalcache.change.statement;

import java.util.Set;
import java.util.stream.Collectors;

import io.github.conditionalcache.change.Buckets;

/**
 * Finds the tags that statements change, and remembers them for some. Thread-safe.
 */
public final class Statements {

	private final ReadTexts<Change> texts = new ReadTexts<>(this::change);

	private final TableTags tags;

	private final String ownTable;

	/**
	 * Creates the statements.
	 * @param tags the tags of tables
	 * @param ownTable name of the table that has the versions of tags, which is no data
	 */
	public Statements(TableTags tags, String ownTable) {
		this.tags = tags;
		this.ownTable = TableTags.of(ownTable.substring(ownTable.lastIndexOf('.') + 1));
	}

	/**
	 * Returns the tags that a text changes.
	 * @param text one or more statements
	 * @return the change
	 */
	public Change of(String text) {
		return this.texts.of(text);
	}

	private Change change(StatementEffect effect) {
		if (effect.everything()) {
			return new Change(Change.ALL.buckets(), effect.plain(), effect.begins());
		}
		Set<String> tables = effect.tables()
			.stream()
			.map(TableName::name)
			.filter((table) -> !TableTags.of(table).equals(this.ownTable))
			.collect(Collectors.toSet());
		return new Change(Buckets.of(this.tags.of(tables)), effect.plain(), effect.begins());
	}

}
