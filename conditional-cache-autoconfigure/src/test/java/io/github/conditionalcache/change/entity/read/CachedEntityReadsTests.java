package io.github.conditionalcache.change.entity.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.change.ChangeTag;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.entity.EntityUnit;
import io.github.conditionalcache.change.entity.StatementListener;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import io.github.conditionalcache.change.transaction.CurrentTransaction;
import io.github.conditionalcache.change.transaction.FoundChanges;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachedEntityReadsTests {

	private SessionFactory factory;

	private EntityReads reads;

	@BeforeAll
	void map() {
		Configuration configuration = new Configuration();
		for (Class<?> type : List.of(Cached.class, PartOfCached.class, Shelf.class, Cabinet.class, Plain.class,
				Pointing.class)) {
			configuration.addAnnotatedClass(type);
		}
		// No database is asked for anything
		configuration.setProperty("hibernate.boot.allow_jdbc_metadata_access", "false");
		configuration.setProperty(AvailableSettings.DIALECT, "org.hibernate.dialect.H2Dialect");
		configuration.setProperty(AvailableSettings.USE_SECOND_LEVEL_CACHE, "true");
		configuration.setProperty(AvailableSettings.CACHE_REGION_FACTORY, NoStorageRegionFactory.class.getName());
		configuration.getProperties().put(AvailableSettings.STATEMENT_INSPECTOR, new StatementListener(null));
		this.factory = configuration.buildSessionFactory();
		EntityUnit unit = new EntityUnit((SessionFactoryImplementor) this.factory,
				new FoundChanges(() -> new MemoryChangeTagStore(Duration.ofMinutes(1)), CurrentTransaction.NONE,
						() -> StoreObserver.NONE),
				() -> null);
		this.reads = new EntityReads(() -> List.of(unit));
	}

	@AfterAll
	void close() {
		this.factory.close();
	}

	@ParameterizedTest
	@ValueSource(classes = { Cached.class, PartOfCached.class, Shelf.class, Cabinet.class, Pointing.class, View.class })
	void cachedEntitiesAndCollectionsHaveNoTags(Class<?> returned) {
		assertThat(this.reads.find(ResolvableType.forClass(returned)).tags()).isEmpty();
		assertThat(this.reads.find(ResolvableType.forClass(returned)).whyNone()).contains("second-level cache");
	}

	@Test
	void anEntityBesideCachedOnesHasItsTag() {
		assertThat(this.reads.find(ResolvableType.forClass(Plain.class)).tags()).containsExactly("plain");
	}

	@Entity(name = "Cached")
	@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
	static class Cached {

		@Id
		Long id;

	}

	@Entity(name = "PartOfCached")
	static class PartOfCached extends Cached {

	}

	@Entity(name = "Shelf")
	static class Shelf {

		@Id
		Long id;

		@ElementCollection
		@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
		List<String> labels = new ArrayList<>();

	}

	// The cached collection is declared by its superclass
	@Entity(name = "Cabinet")
	static class Cabinet extends Shelf {

	}

	@Entity(name = "Plain")
	static class Plain {

		@Id
		Long id;

	}

	@Entity(name = "Pointing")
	static class Pointing {

		@Id
		Long id;

		@ManyToOne
		Cached cached;

	}

	@ChangeTag(of = Cached.class)
	record View(String text) {

	}

}
