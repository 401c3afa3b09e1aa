package io.github.conditionalcache.change.entity;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import io.github.conditionalcache.change.statement.TableName;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionRemoveEvent;
import org.hibernate.event.spi.PostCollectionRemoveEventListener;
import org.hibernate.event.spi.PostCollectionUpdateEvent;
import org.hibernate.event.spi.PostCollectionUpdateEventListener;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each collection that Hibernate writes. A stateless session writes them with
 * their owner, and tells no session here. Thread-safe.
 */
final class CollectionEvents implements PreCollectionRecreateEventListener, PreCollectionUpdateEventListener,
		PreCollectionRemoveEventListener, PostCollectionRecreateEventListener, PostCollectionUpdateEventListener,
		PostCollectionRemoveEventListener {

	private static final long serialVersionUID = 1L;

	private final transient EntityWrites writes;

	private final transient CurrentWrite current;

	CollectionEvents(EntityWrites writes, CurrentWrite current) {
		this.writes = writes;
		this.current = current;
	}

	@Override
	public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
		begin(event);
	}

	@Override
	public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
		begin(event);
	}

	@Override
	public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
		begin(event);
	}

	private void begin(AbstractCollectionEvent event) {
		EventSource session = session(event);
		if (session != null) {
			this.current.begin(session, tables(event.getCollectionPersister()));
		}
	}

	// The foreign key of a collection without join table is in the rows of its elements
	static Collection<TableName> tables(CollectionPersister collection) {
		Set<TableName> tables = new HashSet<>(Set.of(MappedTables.table(collection)));
		if (collection.isOneToMany()) {
			tables.addAll(MappedTables.tables(collection.getElementPersister()));
		}
		return tables;
	}

	// Hibernate makes the event of a stateless session without one, and does not tell so
	private static @Nullable EventSource session(AbstractCollectionEvent event) {
		try {
			return event.getSession();
		}
		catch (NullPointerException ex) {
			return null;
		}
	}

	@Override
	public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
		end(event);
	}

	@Override
	public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
		end(event);
	}

	@Override
	public void onPostRemoveCollection(PostCollectionRemoveEvent event) {
		end(event);
	}

	private void end(AbstractCollectionEvent event) {
		EventSource session = session(event);
		if (session != null) {
			this.current.end();
			this.writes.collection(session, event.getCollectionPersister().getRole(), event.getAffectedOwnerIdOrNull());
		}
	}

}
