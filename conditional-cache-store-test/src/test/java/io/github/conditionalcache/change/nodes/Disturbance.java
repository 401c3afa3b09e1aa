package io.github.conditionalcache.change.nodes;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens to nodes and their database while they are asked.
 */
enum Disturbance {

	/** Nothing but what clients and writers do. */
	NONE {

		@Override
		void happen(PostgresServer server, NodeProcess node) {
		}

	},

	/** A process stands still with all its transactions, and goes on. */
	NODE_STOPPED {

		@Override
		void happen(PostgresServer server, NodeProcess node) throws Exception {
			node.stop();
			try {
				new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS);
			}
			finally {
				node.resume();
			}
		}

	},

	/** The connections of both nodes end, some of them during a commit. */
	CONNECTIONS_ENDED {

		@Override
		void happen(PostgresServer server, NodeProcess node) throws Exception {
			server.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = '%s'"
				.formatted(NodeProcess.CONNECTIONS));
		}

	},

	/** A process is killed, and another one takes its place. */
	NODE_KILLED {

		@Override
		void happen(PostgresServer server, NodeProcess node) throws Exception {
			node.kill();
			node.start();
		}

	},

	/** Somebody empties the table of change tags. */
	TABLE_EMPTIED {

		@Override
		void happen(PostgresServer server, NodeProcess node) throws Exception {
			server.execute("truncate table conditional_cache_change");
		}

	},

	/** The database is killed, and starts again. */
	DATABASE_KILLED {

		@Override
		void happen(PostgresServer server, NodeProcess node) throws Exception {
			server.restart();
		}

	};

	/**
	 * Does it.
	 * @param server the database
	 * @param node one of the nodes
	 * @throws Exception if it can't be done
	 */
	abstract void happen(PostgresServer server, NodeProcess node) throws Exception;

}
