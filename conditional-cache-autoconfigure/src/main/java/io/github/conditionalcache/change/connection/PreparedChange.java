package io.github.conditionalcache.change.connection;

import io.github.conditionalcache.change.statement.Change;
import io.github.conditionalcache.change.statement.Statements;
import org.jspecify.annotations.Nullable;

/**
 * What a statement changes when it is run.
 *
 * @param statements tells what texts change
 * @param prepared what its own text changes, if it has one
 */
record PreparedChange(Statements statements, Change prepared) {

	/**
	 * Returns what is changed by a call of {@code execute} or {@code addBatch}.
	 * @param arguments the arguments of the method
	 * @return the change
	 */
	Change of(@Nullable Object[] arguments) {
		return (arguments.length > 0 && arguments[0] instanceof String text) ? this.statements.of(text) : this.prepared;
	}

}
