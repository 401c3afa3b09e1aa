package io.github.conditionalcache.change.entity;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import io.github.conditionalcache.change.statement.TableName;
import org.hibernate.event.spi.AbstractDatabaseOperationEvent;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Hears of each row that Hibernate writes. Thread-safe.
 */
final class EntityEvents
		implements PreInsertEventListener, PreUpdateEventListener, PreDeleteEventListener, PreUpsertEventListener,
		PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener, PostUpsertEventListener {

	private static final long serialVersionUID = 1L;

	private final transient EntityWrites writes;

	private final transient CurrentWrite current;

	EntityEvents(EntityWrites writes, CurrentWrite current) {
		this.writes = writes;
		this.current = current;
	}

	@Override
	public boolean onPreInsert(PreInsertEvent event) {
		return begin(event);
	}

	@Override
	public boolean onPreUpdate(PreUpdateEvent event) {
		return begin(event);
	}

	@Override
	public boolean onPreDelete(PreDeleteEvent event) {
		return begin(event);
	}

	@Override
	public boolean onPreUpsert(PreUpsertEvent event) {
		return begin(event);
	}

	private boolean begin(AbstractDatabaseOperationEvent event) {
		this.writes.check(event.getSession());
		this.current.begin(event.getSession(), tables(event));
		return false;
	}

	// A stateless session writes the collections of a row before it tells that the row is
	// written
	private static Collection<TableName> tables(AbstractDatabaseOperationEvent event) {
		Collection<TableName> tables = MappedTables.tables(event.getPersister());
		if (event.getSession().isEventSource()) {
			return tables;
		}
		Set<TableName> all = new HashSet<>(tables);
		event.getPersister().visitAttributeMappings((attribute) -> {
			if (attribute instanceof PluralAttributeMapping collection) {
				all.addAll(CollectionEvents.tables(collection.getCollectionDescriptor()));
			}
		});
		return all;
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		this.current.end();
		this.writes.written(event, event.getState(), event.getState());
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		this.current.end();
		this.writes.written(event, event.getOldState(), event.getState());
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		this.current.end();
		this.writes.deleted(event, event.getDeletedState());
	}

	@Override
	public void onPostUpsert(PostUpsertEvent event) {
		this.current.end();
		this.writes.written(event, null, event.getState());
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

}
