package io.github.conditionalcache.change.nodes;

/**
 * What a store of change tags, or an application, may do wrong. Each of them leaves out
 * one step of the protocol.
 */
enum Mistake {

	/** None. */
	NONE,

	/** The writer touches nothing. */
	NO_TOUCH,

	/** The row is committed on its own, before the data. */
	ROW_BEFORE_COMMIT,

	/** The row is committed on its own, after the data: the change is announced. */
	ROW_AFTER_COMMIT,

	/** The handler's data is older than the version. */
	DATA_READ_FIRST,

	/** The table has no epoch, so a version comes again after it was emptied. */
	NO_SEED,

	/** Compaction deletes rows that it has not summed. */
	COMPACTION_OF_WHAT_IS_THERE,

	/** In memory: a change is announced after the commit, and was not marked before. */
	NO_MARK,

	/** In memory: one writer's end takes away another one's mark. */
	SHARED_MARK

}
