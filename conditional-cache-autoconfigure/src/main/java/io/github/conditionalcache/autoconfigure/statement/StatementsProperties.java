package io.github.conditionalcache.autoconfigure.statement;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of changes that are noted by statements.
 *
 * @param touches What else changes with a table, such as what triggers and cascades
 * write, or views of it.
 * @since 0.1.0
 */
@ConfigurationProperties("conditional-cache.change-tags.statements")
public record StatementsProperties(@DefaultValue List<Touches> touches) {

	/**
	 * What changes with a table.
	 *
	 * @param table Name of the table.
	 * @param tags Tags that change whenever the table is written.
	 */
	public record Touches(String table, @DefaultValue List<String> tags) {

	}

}
