package io.github.conditionalcache.change.entity;

import java.util.function.Supplier;

import io.github.conditionalcache.change.transaction.FoundChanges;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * A persistence unit of Hibernate whose writes are noted. Thread-safe.
 */
public final class EntityUnit {

	private final SessionFactoryImplementor factory;

	private final Supplier<String> obstacle;

	/**
	 * Listens to the writes of a persistence unit.
	 * @param factory the persistence unit
	 * @param changes notes the writes
	 * @param elsewhere gives why writes of this unit can't be noted, when the first one
	 * comes, or {@code null} if they can
	 * @throws InvalidChangeTagException if an entity's annotation can't work
	 */
	public EntityUnit(SessionFactoryImplementor factory, FoundChanges changes, Supplier<@Nullable String> elsewhere) {
		this.factory = factory;
		this.obstacle = SingletonSupplier.of(() -> obstacle(elsewhere));
		listen(new SessionChanges(changes, () -> this.obstacle.get().isEmpty()));
	}

	private String obstacle(Supplier<@Nullable String> elsewhere) {
		if (!(inspector() instanceof StatementListener)) {
			return "its bulk updates can't be seen: it is not made by a LocalContainerEntityManagerFactoryBean";
		}
		if (this.factory.getSessionFactoryOptions().isMultiTenancyEnabled()) {
			return "it has several tenants";
		}
		String other = elsewhere.get();
		return (other != null) ? other : "";
	}

	private @Nullable StatementInspector inspector() {
		return this.factory.getSessionFactoryOptions().getStatementInspector();
	}

	private void listen(SessionChanges changes) {
		CurrentWrite current = new CurrentWrite();
		EntityTags tags = new EntityTags(this.factory);
		EntityWrites writes = new EntityWrites(changes, tags);
		if (inspector() instanceof StatementListener statements) {
			statements.tell(new StatementWrites(current, changes, tags)::note);
		}
		EventListenerRegistry listeners = this.factory.getEventEngine().getListenerRegistry();
		listeners.appendListeners(EventType.AUTO_FLUSH, new FlushEvents(current));
		listen(listeners, new EntityEvents(writes, current));
		listen(listeners, new CollectionEvents(writes, current));
	}

	private static void listen(EventListenerRegistry listeners, EntityEvents entities) {
		listeners.appendListeners(EventType.PRE_INSERT, entities);
		listeners.appendListeners(EventType.PRE_UPDATE, entities);
		listeners.appendListeners(EventType.PRE_DELETE, entities);
		listeners.appendListeners(EventType.PRE_UPSERT, entities);
		listeners.appendListeners(EventType.POST_INSERT, entities);
		listeners.appendListeners(EventType.POST_UPDATE, entities);
		listeners.appendListeners(EventType.POST_DELETE, entities);
		listeners.appendListeners(EventType.POST_UPSERT, entities);
	}

	private static void listen(EventListenerRegistry listeners, CollectionEvents collections) {
		listeners.appendListeners(EventType.PRE_COLLECTION_RECREATE, collections);
		listeners.appendListeners(EventType.PRE_COLLECTION_UPDATE, collections);
		listeners.appendListeners(EventType.PRE_COLLECTION_REMOVE, collections);
		listeners.appendListeners(EventType.POST_COLLECTION_RECREATE, collections);
		listeners.appendListeners(EventType.POST_COLLECTION_UPDATE, collections);
		listeners.appendListeners(EventType.POST_COLLECTION_REMOVE, collections);
	}

	/**
	 * Returns the persistence unit.
	 * @return what Hibernate knows of it
	 */
	public SessionFactoryImplementor factory() {
		return this.factory;
	}

	/**
	 * Returns why writes of this unit are not noted.
	 * @return the reason, or {@code null} if they are
	 */
	public @Nullable String whyNotNoted() {
		String reason = this.obstacle.get();
		return reason.isEmpty() ? null : reason;
	}

}
