package io.github.conditionalcache.change;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a version for each bucket of tags. Must be thread-safe.
 * <p>
 * A tag falls into one of {@link Buckets#COUNT} buckets, and two tags in one bucket
 * change together. A store therefore has a fixed size, and never has to forget a bucket,
 * after which a version could come again. A store is either a {@link MarkingStore}, which
 * is told around the commit of the data, or a {@link TransactionalStore}, which writes in
 * the transaction of the data.
 *
 * @since 0.1.0
 */
public interface ChangeTagStore {

	/**
	 * Reads versions of buckets: {@link Buckets#ALL} first or all of them at one moment,
	 * since a writer may mark it until its buckets are known. Called before the handler
	 * reads its data, and outside of any transaction.
	 * @param buckets numbers from 0 to {@link Buckets#COUNT} - 1, ascending, each once
	 * @return numbers of which one at least differs from all earlier answers if one of
	 * the buckets, or {@link Buckets#ALL}, has changed; as many for as many buckets. Or
	 * {@code null} if that is not certain, as while a change is under way. An answer must
	 * not come again: neither after a restart nor after the data of the store was lost or
	 * restored
	 * @throws RuntimeException if they can't be read; the answer to the client is made
	 * without them
	 */
	long @Nullable [] read(int[] buckets);

}
