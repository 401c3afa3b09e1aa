package io.github.conditionalcache.change.entity;

import java.util.Set;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractDatabaseOperationEvent;
import org.jspecify.annotations.Nullable;

/**
 * Notes rows of entities that are written. Thread-safe.
 */
final class EntityWrites {

	private final SessionChanges changes;

	private final EntityTags tags;

	EntityWrites(SessionChanges changes, EntityTags tags) {
		this.changes = changes;
		this.tags = tags;
	}

	/**
	 * Checks that what a session is about to write can be noted.
	 * @param session the session
	 * @throws io.github.conditionalcache.change.ChangeTagsUnavailableException if it has
	 * no transaction
	 */
	void check(SharedSessionContractImplementor session) {
		if (!session.getTransactionCoordinator().isTransactionActive()) {
			this.changes.note(session, (touched) -> {
			});
		}
	}

	/**
	 * Notes a row that was inserted or changed.
	 * @param event tells of the row
	 * @param before values of its attributes before, or {@code null} if they are not
	 * known
	 * @param after its values after the write
	 */
	void written(AbstractDatabaseOperationEvent event, @Nullable Object @Nullable [] before,
			@Nullable Object @Nullable [] after) {
		note(event, this.tags.ofWrite(event.getPersister()), before, after);
	}

	/**
	 * Notes a row that was deleted.
	 * @param event tells of the row
	 * @param state values of its attributes, or {@code null} if they are not known
	 */
	void deleted(AbstractDatabaseOperationEvent event, @Nullable Object @Nullable [] state) {
		note(event, this.tags.ofDelete(event.getPersister()), state, state);
	}

	private void note(AbstractDatabaseOperationEvent event, WrittenTags written, @Nullable Object @Nullable [] before,
			@Nullable Object @Nullable [] after) {
		SharedSessionContractImplementor session = event.getSession();
		TouchedParents parents = this.tags.parents(event.getPersister());
		this.changes.note(session, (touched) -> {
			touched.addRow(written.rows(), event.getId());
			touched.addKinds(written.kinds());
			parents.find(before, session, touched::addRow);
			parents.find(after, session, touched::addRow);
			// Such a session tells nothing of collections, and writes them with their
			// owner
			if (!session.isEventSource()) {
				touched.addKinds(this.tags.ofCollections(event.getPersister()));
			}
		});
	}

	/**
	 * Notes a collection that was changed.
	 * @param session the session
	 * @param role name of the collection
	 * @param owner what identifies its owner, or {@code null} if that is not known
	 */
	void collection(SharedSessionContractImplementor session, String role, @Nullable Object owner) {
		WrittenTags written = this.tags.ofCollection(role);
		Set<String> kinds = written.kinds();
		this.changes.note(session, (touched) -> {
			touched.addRow(written.rows(), owner);
			touched.addKinds(kinds);
		});
	}

}
