package io.github.conditionalcache.change.entity;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.change.entity.Library.Author;
import io.github.conditionalcache.change.entity.Library.Book;
import io.github.conditionalcache.change.entity.Library.BookView;
import io.github.conditionalcache.change.entity.Library.Heading;
import io.github.conditionalcache.change.entity.Library.Line;
import io.github.conditionalcache.change.entity.Library.Magazine;
import io.github.conditionalcache.change.entity.Library.Novel;
import io.github.conditionalcache.change.entity.Library.Place;
import io.github.conditionalcache.change.entity.Library.Publication;
import io.github.conditionalcache.change.entity.Library.Purchase;
import io.github.conditionalcache.change.entity.Library.Rated;
import io.github.conditionalcache.change.entity.Library.Shelf;
import io.github.conditionalcache.change.entity.Library.Town;
import io.github.conditionalcache.change.entity.Library.Unnamed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that annotates readers and nothing else.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Library.class)
@Import({ LibraryApplication.Readers.class, LibraryApplication.Writers.class, LibraryApplication.Outcomes.class })
class LibraryApplication {

	@RestController
	@Cacheable304
	static class Readers {

		final AtomicInteger calls = new AtomicInteger();

		@PersistenceContext
		private EntityManager entities;

		private <T> List<T> all(Class<T> type) {
			this.calls.incrementAndGet();
			return this.entities.createQuery("select e from " + type.getSimpleName() + " e order by e.id", type)
				.getResultList();
		}

		private <T> T one(Class<T> type, long id) {
			this.calls.incrementAndGet();
			return this.entities.find(type, id);
		}

		@GetMapping("/publications")
		List<Publication> publications() {
			return all(Publication.class);
		}

		@GetMapping("/books")
		Page<Book> books() {
			return new PageImpl<>(all(Book.class));
		}

		@GetMapping("/books/{id}")
		ResponseEntity<Book> book(@PathVariable long id) {
			return ResponseEntity.ok(one(Book.class, id));
		}

		@GetMapping("/novels/{id}")
		Optional<Novel> novel(@PathVariable long id) {
			return Optional.ofNullable(one(Novel.class, id));
		}

		@GetMapping("/magazines")
		Magazine[] magazines() {
			return all(Magazine.class).toArray(Magazine[]::new);
		}

		@GetMapping("/authors")
		List<Author> authors() {
			return all(Author.class);
		}

		@GetMapping("/towns")
		List<Town> towns() {
			return all(Town.class);
		}

		@GetMapping("/headings")
		List<Heading> headings() {
			return all(Heading.class);
		}

		@GetMapping("/orders")
		List<Purchase> orders() {
			return all(Purchase.class);
		}

		@GetMapping("/orders/{id}")
		@Cacheable304(tags = "order:#{#id}")
		Purchase order(@PathVariable long id) {
			return one(Purchase.class, id);
		}

		@GetMapping("/named/{id}")
		@Cacheable304(tags = "book:#{#id}")
		Book named(@PathVariable long id) {
			return one(Book.class, id);
		}

		@GetMapping("/places")
		List<Place> places() {
			return all(Place.class);
		}

		@GetMapping("/rated/{id}")
		Rated rated(@PathVariable long id) {
			return one(Rated.class, id);
		}

		@GetMapping("/view/{id}")
		BookView view(@PathVariable long id) {
			Book book = one(Book.class, id);
			return new BookView(book.title, book.authors.stream().map((author) -> author.name).toList());
		}

		@GetMapping("/unnamed/{id}")
		Unnamed unnamed(@PathVariable long id) {
			return new Unnamed(one(Book.class, id).title);
		}

		@GetMapping("/object/{id}")
		Object object(@PathVariable long id) {
			return one(Book.class, id);
		}

	}

	/**
	 * Ways to write, by name.
	 */
	@RestController
	static class Writers {

		final Map<String, Runnable> ways = new ConcurrentHashMap<>();

		final AtomicReference<Runnable> beforeCommit = new AtomicReference<>(() -> {
		});

		private final EntityManagerFactory factory;

		private final TransactionTemplate transactions;

		@PersistenceContext
		private EntityManager entities;

		Writers(EntityManagerFactory factory, PlatformTransactionManager manager) {
			this.factory = factory;
			this.transactions = new TransactionTemplate(manager);
			within("rename", (em) -> em.find(Book.class, 1L).title = text());
			within("rename-novel", (em) -> em.find(Novel.class, 2L).title = text());
			within("rename-magazine", (em) -> em.find(Magazine.class, 3L).title = text());
			within("cover", (em) -> em.find(Book.class, 1L).cover = text());
			within("keyword", (em) -> em.find(Book.class, 1L).keywords.add(text()));
			within("keywords", (em) -> em.find(Book.class, 1L).keywords = new HashSet<>(List.of(text())));
			within("no-keywords", (em) -> em.find(Book.class, 1L).keywords.clear());
			within("translation", (em) -> em.find(Book.class, 1L).translations.put("fr", text()));
			within("author", (em) -> em.find(Author.class, 1L).name = text());
			within("no-author", (em) -> em.find(Book.class, 1L).authors.clear());
			within("town", (em) -> em.find(Town.class, 1L).name = text());
			within("no-town",
					(em) -> em.createQuery("select a from Author a", Author.class)
						.getResultList()
						.forEach((author) -> author.home.town = null));
			within("remove-town", (em) -> em.remove(em.find(Town.class, 2L)));
			within("heading", (em) -> em.find(Heading.class, 1L).title = text());
			within("insert", (em) -> em.persist(book(100 + System.nanoTime())));
			within("remove", (em) -> em.remove(em.find(Magazine.class, 3L)));
			within("line", (em) -> em.find(Line.class, 1L).count++);
			within("new-line", (em) -> {
				Line line = new Line();
				line.id = System.nanoTime();
				line.purchase = em.getReference(Purchase.class, 1L);
				em.persist(line);
			});
			within("move-line", (em) -> em.find(Line.class, 1L).purchase = em.getReference(Purchase.class, 2L));
			within("orphan", (em) -> em.find(Purchase.class, 1L).lines.clear());
			within("order", (em) -> em.find(Purchase.class, 2L).customer = text());
			within("remove-shelf", (em) -> em.remove(em.find(Shelf.class, 1L)));
			within("rated", (em) -> em.find(Rated.class, 1L).name = text());
			within("jpql",
					(em) -> em.createQuery("update Book b set b.title = :t where b.id = 1")
						.setParameter("t", text())
						.executeUpdate());
			within("jpql-cover",
					(em) -> em.createQuery("update Book b set b.cover = :t").setParameter("t", text()).executeUpdate());
			within("jpql-delete", (em) -> em.createQuery("delete from Magazine").executeUpdate());
			within("jpql-shelf", (em) -> em.createQuery("delete from Shelf").executeUpdate());
			within("jpql-line", (em) -> em.createQuery("update Line l set l.count = l.count + 1").executeUpdate());
			within("criteria", (em) -> {
				var update = em.getCriteriaBuilder().createCriteriaUpdate(Author.class);
				update.from(Author.class);
				em.createQuery(update.set("name", text())).executeUpdate();
			});
			within("native",
					(em) -> em.createNativeQuery("update publication set title = ? where id = 1")
						.setParameter(1, text())
						.executeUpdate());
			within("native-author",
					(em) -> em.createNativeQuery("update author set name = ?")
						.setParameter(1, text())
						.unwrap(org.hibernate.query.NativeQuery.class)
						.addSynchronizedEntityClass(Author.class)
						.executeUpdate());
			within("native-keywords",
					(em) -> em.createNativeQuery("insert into publication_keywords values (1, ?)")
						.setParameter(1, text())
						.executeUpdate());
			within("force", (em) -> em.lock(em.find(Book.class, 1L), LockModeType.OPTIMISTIC_FORCE_INCREMENT));
			within("force-now", (em) -> em.lock(em.find(Book.class, 1L), LockModeType.PESSIMISTIC_FORCE_INCREMENT));
			within("flush", (em) -> {
				em.find(Book.class, 1L).title = text();
				em.flush();
			});
			within("query", (em) -> {
				em.find(Book.class, 1L).title = text();
				em.createQuery("select b from Book b").getResultList();
			});
			within("read", (em) -> em.createQuery("select b from Book b").getResultList());
			within("merge", (em) -> {
				Author author = new Author();
				author.id = 1;
				author.name = text();
				em.merge(author);
			});
			within("roll-back", (em) -> {
				em.find(Book.class, 1L).title = text();
				em.flush();
				throw new IllegalStateException("rolled back");
			});
			within("outer", (em) -> {
				TransactionTemplate inner = new TransactionTemplate(manager);
				inner.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
				inner.executeWithoutResult((status) -> this.entities.find(Book.class, 1L).title = text());
				throw new IllegalStateException("rolled back");
			});
			byHand("by-hand", (em) -> em.find(Book.class, 1L).title = text());
			byHand("by-hand-jpql",
					(em) -> em.createQuery("update Book b set b.title = '" + text() + "'").executeUpdate());
			byHand("by-hand-native",
					(em) -> em.createNativeQuery("update publication set title = '" + text() + "'").executeUpdate());
			byHand("by-hand-force", (em) -> em.lock(em.find(Book.class, 1L), LockModeType.OPTIMISTIC_FORCE_INCREMENT));
			byHand("by-hand-force-now",
					(em) -> em.lock(em.find(Book.class, 1L), LockModeType.PESSIMISTIC_FORCE_INCREMENT));
			byHand("by-hand-keyword", (em) -> em.find(Book.class, 1L).keywords.add(text()));
			byHand("by-hand-roll-back", (em) -> {
				em.createQuery("update Book b set b.title = '" + text() + "'").executeUpdate();
				em.getTransaction().setRollbackOnly();
			});
			this.ways.put("rolled-back-read", () -> afterRollBack((em) -> {
			}));
			this.ways.put("rolled-back-town", () -> afterRollBack((em) -> em.find(Town.class, 1L).name = text()));
			stateless("stateless", (session) -> {
				Author author = session.get(Author.class, 1L);
				author.name = text();
				session.update(author);
			});
			stateless("stateless-insert", (session) -> session.insert(book(100 + System.nanoTime())));
			stateless("stateless-keyword", (session) -> {
				Book book = session.get(Book.class, 1L);
				book.keywords.add(text());
				session.update(book);
			});
			stateless("stateless-upsert", (session) -> {
				Author author = new Author();
				author.id = 1;
				author.name = text();
				session.upsert(author);
			});
			this.ways.put("stateless-bulk", () -> this.transactions.executeWithoutResult((status) -> {
				// On the connection of Spring's transaction
				var session = this.entities.unwrap(org.hibernate.engine.spi.SessionImplementor.class);
				try (StatelessSession stateless = sessions().openStatelessSession(
						session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection())) {
					stateless.createMutationQuery("update Author a set a.name = '" + text() + "'").executeUpdate();
				}
			}));
			this.ways.put("stateless-shared", () -> this.transactions.executeWithoutResult((status) -> {
				var session = this.entities.unwrap(org.hibernate.engine.spi.SessionImplementor.class);
				try (StatelessSession stateless = sessions().openStatelessSession(
						session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection())) {
					Author author = stateless.get(Author.class, 1L);
					author.name = text();
					stateless.update(author);
				}
			}));
			this.ways.put("autocommit", () -> {
				try (StatelessSession session = sessions().openStatelessSession()) {
					Author author = session.get(Author.class, 1L);
					author.name = text();
					session.update(author);
				}
			});
			this.ways.put("autocommit-bulk", () -> {
				try (StatelessSession session = sessions().openStatelessSession()) {
					session.beginTransaction();
					session.createMutationQuery("update Author a set a.name = '" + text() + "'").executeUpdate();
					session.getTransaction().commit();
				}
			});
			this.ways.put("rating", () -> Library.Ratings.rating++);
		}

		// As with open-in-view
		private void afterRollBack(Consumer<EntityManager> write) {
			EntityManager em = this.factory.createEntityManager();
			em.getTransaction().begin();
			em.find(Book.class, 1L).title = text();
			em.flush();
			em.getTransaction().rollback();
			em.clear();
			em.getTransaction().begin();
			write.accept(em);
			em.getTransaction().commit();
			em.close();
		}

		private static String text() {
			return "changed " + System.nanoTime();
		}

		private SessionFactory sessions() {
			return this.factory.unwrap(SessionFactory.class);
		}

		// Spring knows nothing of its transaction
		private void byHand(String name, Consumer<EntityManager> write) {
			this.ways.put(name, () -> {
				try (EntityManager em = this.factory.createEntityManager()) {
					em.getTransaction().begin();
					write.accept(em);
					if (em.getTransaction().getRollbackOnly()) {
						em.getTransaction().rollback();
					}
					else {
						em.getTransaction().commit();
					}
				}
			});
		}

		private void within(String name, Consumer<EntityManager> write) {
			this.ways.put(name, () -> this.transactions.executeWithoutResult((status) -> {
				write.accept(this.entities);
				this.beforeCommit.get().run();
			}));
		}

		private void stateless(String name, Consumer<StatelessSession> write) {
			this.ways.put(name, () -> sessions().inStatelessTransaction(write::accept));
		}

		private static Book book(long id) {
			Book book = new Book();
			book.id = id;
			book.title = text();
			return book;
		}

		@PostMapping("/do/{way}")
		void write(@PathVariable String way) {
			try {
				this.ways.get(way).run();
			}
			catch (IllegalStateException ex) {
				if (!"rolled back".equals(ex.getMessage())) {
					throw ex;
				}
			}
		}

		/**
		 * Fills the tables anew.
		 */
		void reset() {
			this.transactions.executeWithoutResult((status) -> {
				for (String type : List.of("Place", "Shelf", "Line", "Purchase", "Rated")) {
					this.entities.createQuery("delete from " + type).executeUpdate();
				}
				this.entities.createQuery("select p from Publication p", Publication.class)
					.getResultList()
					.forEach(this.entities::remove);
				this.entities.createQuery("select a from Author a", Author.class)
					.getResultList()
					.forEach(this.entities::remove);
				this.entities.flush();
				this.entities.createNativeQuery("delete from town").executeUpdate();
			});
			this.transactions.executeWithoutResult((status) -> fill());
		}

		private void fill() {
			Town town = named(new Town(), 1);
			Town other = named(new Town(), 2);
			Author author = named(new Author(), 1);
			author.home.town = town;
			Book book = named(new Book(), 1);
			book.authors.add(author);
			book.keywords.add("first");
			Novel novel = named(new Novel(), 2);
			Magazine magazine = named(new Magazine(), 3);
			Purchase purchase = named(new Purchase(), 1);
			Purchase second = named(new Purchase(), 2);
			Line line = named(new Line(), 1);
			line.purchase = purchase;
			Shelf shelf = named(new Shelf(), 1);
			Place place = named(new Place(), 1);
			place.shelf = shelf;
			place.notes.add("note");
			Rated rated = named(new Rated(), 1);
			List.of(town, other, author, book, novel, magazine, purchase, second, line, shelf, place, rated)
				.forEach(this.entities::persist);
		}

		private static <T extends Library.Identified> T named(T entity, long id) {
			entity.id = id;
			return entity;
		}

	}

	/**
	 * The last outcome.
	 */
	static class Outcomes implements ConditionalRequestListener {

		final AtomicReference<ConditionalRequestOutcome> last = new AtomicReference<>();

		@Override
		public void onOutcome(ConditionalRequestOutcome outcome) {
			this.last.set(outcome);
		}

	}

}
