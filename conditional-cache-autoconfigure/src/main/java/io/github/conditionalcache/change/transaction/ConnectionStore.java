package io.github.conditionalcache.change.transaction;

import java.sql.Connection;

import io.github.conditionalcache.change.TransactionalStore;

/**
 * A store that notes changes on the connection that it is given, whoever manages the
 * transaction.
 */
public interface ConnectionStore extends TransactionalStore {

	/**
	 * Gives buckets new versions on a connection.
	 * @param connection the connection that the data is written on, which does not commit
	 * by itself
	 * @param buckets the buckets, ascending, each once
	 * @throws io.github.conditionalcache.change.ChangeTagsUnavailableException if the
	 * change can't be written
	 */
	void append(Connection connection, int[] buckets);

}
