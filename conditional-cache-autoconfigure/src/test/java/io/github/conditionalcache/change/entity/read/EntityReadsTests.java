package io.github.conditionalcache.change.entity.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.conditionalcache.change.ChangeTag;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.entity.EntityUnit;
import io.github.conditionalcache.change.entity.InvalidChangeTagException;
import io.github.conditionalcache.change.entity.StatementListener;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import io.github.conditionalcache.change.transaction.CurrentTransaction;
import io.github.conditionalcache.change.transaction.FoundChanges;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Transient;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Slice;
import org.springframework.hateoas.CollectionModel;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.PagedModel;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntityReadsTests {

	private SessionFactory factory;

	private EntityReads reads;

	@BeforeAll
	void map() {
		this.factory = configuration().buildSessionFactory();
		this.reads = reads(unit(this.factory, null));
	}

	private static Configuration configuration() {
		Configuration configuration = new Configuration();
		for (Class<?> type : Handlers.class.getDeclaringClass().getDeclaredClasses()) {
			if (!type.isAnnotationPresent(Broken.class)) {
				configuration.addAnnotatedClass(type);
			}
		}
		// No database is asked for anything
		configuration.setProperty("hibernate.boot.allow_jdbc_metadata_access", "false");
		configuration.setProperty(AvailableSettings.DIALECT, "org.hibernate.dialect.H2Dialect");
		configuration.getProperties().put(AvailableSettings.STATEMENT_INSPECTOR, new StatementListener(null));
		return configuration;
	}

	private static EntityUnit unit(SessionFactory factory, String elsewhere) {
		return new EntityUnit((SessionFactoryImplementor) factory,
				new FoundChanges(() -> new MemoryChangeTagStore(java.time.Duration.ofMinutes(1)),
						CurrentTransaction.NONE, () -> StoreObserver.NONE),
				() -> elsewhere);
	}

	private static EntityReads reads(EntityUnit... units) {
		return new EntityReads(() -> List.of(units));
	}

	@AfterAll
	void close() {
		this.factory.close();
	}

	private static ResolvableType returned(String handler) {
		return ResolvableType.forMethodReturnType(ReflectionUtils.findMethod(Handlers.class, handler), Handlers.class);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			handler     | tags
			simple      | simple
			list        | simple
			wildcard    | simple
			optional    | simple
			array       | simple
			set         | simple
			page        | simple
			slice       | simple
			model       | simple
			models      | simple
			pagedModel  | simple
			dataPage    | simple
			generic     | simple
			chosen      | chosen
			renamed     | named
			base        | base,leaf,member,nested,simple
			leaf        | base,leaf,member,nested,simple
			embedded    | embeds,simple
			elements    | elements,simple
			mapKey      | keyed,nested,simple
			composed    | composed
			values      | values
			view        | simple
			views       | nested,simple
			""")
	void tagsAreThoseOfAllTypesThatMayBeShown(String handler, String tags) {
		assertThat(this.reads.find(returned(handler)).tags()).containsExactly(tags.split(","));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			handler       | why
			object        | does not name the entities that it shows
			unknown       | does not name the entities that it shows
			entityless    | Record is no entity
			contract      | Contract is no entity
			superclass    | Common is no entity
			text          | String is no entity
			map           | Map is no entity
			transients    | Transients.shown is not covered
			computed      | Computed.shown is not covered
			unmappedField | UnmappedField.shown is not covered
			formula       | Computing.shown is not covered
			transformed   | Transformed.shown is not covered
			restricted    | Restricted is not covered
			tenant        | Tenant.owner is not covered
			readOnly      | ReadOnly.shown is not covered
			any           | Pointing.target is not covered
			subselect     | Counted is not covered
			immutable     | Fixed is not covered
			reaching      | Computed.shown is not covered
			bySubclass    | Odd.shown is not covered
			""")
	void typesThatMayShowMoreHaveNoTags(String handler, String why) {
		assertThat(this.reads.find(returned(handler)).tags()).isEmpty();
		assertThat(this.reads.find(returned(handler)).whyNone()).contains(why);
	}

	@Test
	void entitiesOfAUnitThatIsNotNotedHaveNoTags() {
		try (SessionFactory other = configuration().buildSessionFactory()) {
			assertThat(reads(unit(other, "it is elsewhere")).find(returned("simple")).whyNone())
				.isEqualTo("writes are not noted, as it is elsewhere");
		}
	}

	@Test
	void unitWhoseStatementsAreNotSeenHasNoTags() {
		Configuration unseen = configuration();
		unseen.getProperties().remove(AvailableSettings.STATEMENT_INSPECTOR);
		try (SessionFactory other = unseen.buildSessionFactory()) {
			assertThat(reads(unit(other, null)).find(returned("simple")).whyNone()).contains("bulk updates");
		}
	}

	@Test
	void viewOfWhatIsNoEntityIsAMistake() {
		assertThatExceptionOfType(InvalidChangeTagException.class)
			.isThrownBy(() -> this.reads.find(returned("mistaken")))
			.withMessageContaining("names java.lang.String, which is no entity");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			type       | message
			WithColon  | names the tag [a:b]
			WithBlank  | names the tag [ ]
			WithNobody | touches [nobody]
			WithValue  | touches [name]
			WithView   | is an entity
			""")
	void mistakeInAnEntityIsTold(String type, String message) throws ClassNotFoundException {
		Configuration broken = configuration();
		broken.addAnnotatedClass(Class.forName(EntityReadsTests.class.getName() + "$" + type));
		try (SessionFactory other = broken.buildSessionFactory()) {
			assertThatExceptionOfType(InvalidChangeTagException.class).isThrownBy(() -> unit(other, null))
				.withMessageContaining(message)
				.satisfies((ex) -> assertThat(ex.remedy()).endsWith("."));
		}
	}

	@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
	@interface Broken {

	}

	@Broken
	interface Generic<T> {

		T generic();

	}

	@Broken
	interface Handlers extends Generic<Simple> {

		Simple simple();

		List<Simple> list();

		List<? extends Simple> wildcard();

		Optional<Simple> optional();

		Simple[] array();

		Set<Simple> set();

		Page<Simple> page();

		Slice<Simple> slice();

		EntityModel<Simple> model();

		CollectionModel<EntityModel<Simple>> models();

		PagedModel<EntityModel<Simple>> pagedModel();

		org.springframework.data.web.PagedModel<Simple> dataPage();

		Chosen chosen();

		Renamed renamed();

		Base base();

		Leaf leaf();

		Embeds embedded();

		Elements elements();

		Keyed mapKey();

		Composed composed();

		Values values();

		SimpleView view();

		List<NestedView> views();

		Object object();

		List<?> unknown();

		Record entityless();

		Contract contract();

		Common superclass();

		String text();

		Map<String, Simple> map();

		Transients transients();

		Computed computed();

		UnmappedField unmappedField();

		Computing formula();

		Transformed transformed();

		Restricted restricted();

		Tenant tenant();

		ReadOnly readOnly();

		Pointing any();

		Counted subselect();

		Fixed immutable();

		Reaching reaching();

		Even bySubclass();

		MistakenView mistaken();

	}

	@Broken
	interface Contract {

	}

	@Broken
	@ChangeTag(of = Simple.class)
	record SimpleView(String name, Instant now) {

	}

	@Broken
	@ChangeTag(of = Nested.class)
	record NestedView(String name) {

	}

	@Broken
	@ChangeTag(of = String.class)
	record MistakenView(String name) {

	}

	@MappedSuperclass
	public static class Common {

		@Id
		long id;

		public long getId() {
			return this.id;
		}

	}

	@Entity(name = "Simple")
	public static class Simple extends Common implements Contract {

		private String name;

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Other")
	@ChangeTag("chosen")
	static class Chosen extends Common {

	}

	@Entity(name = "Named")
	static class Renamed extends Common {

	}

	@Entity(name = "Nested")
	public static class Nested extends Common {

		@ManyToOne
		private Simple simple;

		public Simple getSimple() {
			return this.simple;
		}

	}

	@Entity(name = "Base")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	static class Base extends Common {

	}

	// Shown by the association of a subclass alone
	@Entity(name = "Member")
	static class Middle extends Base {

		@ManyToOne
		Simple owner;

	}

	@Entity(name = "Leaf")
	static class Leaf extends Middle {

		@ManyToMany
		Set<Base> others;

		@OneToMany
		List<Nested> nested = new ArrayList<>();

	}

	@Embeddable
	static class Part {

		String name;

		@ManyToOne
		Simple simple;

	}

	@Entity(name = "Embeds")
	static class Embeds extends Common {

		@Embedded
		Part part;

	}

	@Entity(name = "Elements")
	static class Elements extends Common {

		@ElementCollection
		List<Part> parts;

		@ElementCollection
		Set<String> names;

	}

	@Entity(name = "Keyed")
	static class Keyed extends Common {

		@ElementCollection
		@MapKeyJoinColumn
		Map<Nested, String> texts;

	}

	@Embeddable
	record Key(String one, int two) {

	}

	@Entity(name = "Composed")
	static class Composed {

		@EmbeddedId
		Key key;

	}

	@Entity(name = "Values")
	public static class Values extends Common {

		Instant changed;

		@Enumerated
		Thread.State state;

		byte[] bytes;

		String[] texts;

		@org.hibernate.annotations.JdbcTypeCode(org.hibernate.type.SqlTypes.ARRAY)
		List<String> list;

		boolean open;

		public boolean isOpen() {
			return this.open;
		}

	}

	@Entity(name = "Transients")
	static class Transients extends Common {

		@Transient
		String shown;

	}

	@Entity(name = "Computed")
	public static class Computed extends Common {

		public String getShown() {
			return "now";
		}

	}

	@Entity(name = "UnmappedField")
	static class UnmappedField extends Common {

		transient String shown;

	}

	@Entity(name = "Computing")
	static class Computing extends Common {

		@Formula("(select count(*) from Simple)")
		int shown;

	}

	@Entity(name = "Transformed")
	static class Transformed extends Common {

		@ColumnTransformer(read = "upper(shown)")
		String shown;

	}

	@Entity(name = "Restricted")
	@SQLRestriction("exists (select 1 from Simple)")
	static class Restricted extends Common {

	}

	@Entity(name = "Tenant")
	static class Tenant extends Common {

		@TenantId
		String owner;

	}

	@Entity(name = "ReadOnly")
	static class ReadOnly extends Common {

		@Column(insertable = false, updatable = false)
		String shown;

	}

	@Entity(name = "Pointing")
	static class Pointing extends Common {

		@Any
		@AnyKeyJavaClass(Long.class)
		@AnyDiscriminatorValue(discriminator = "S", entity = Simple.class)
		@jakarta.persistence.JoinColumn(name = "target_id")
		@Column(name = "target_type")
		Object target;

	}

	@Entity(name = "Counted")
	@Subselect("select id, count(*) as n from Simple group by id")
	static class Counted extends Common {

		int n;

	}

	@Entity(name = "Fixed")
	@Immutable
	static class Fixed extends Common {

	}

	@Entity(name = "Reaching")
	static class Reaching extends Common {

		@ManyToOne
		Computed computed;

	}

	@Entity(name = "Even")
	static class Even extends Common {

	}

	@Entity(name = "Odd")
	public static class Odd extends Even {

		public String getShown() {
			return "now";
		}

	}

	@Broken
	@Entity(name = "WithColon")
	@ChangeTag("a:b")
	static class WithColon extends Common {

	}

	@Broken
	@Entity(name = "WithBlank")
	@ChangeTag(" ")
	static class WithBlank extends Common {

	}

	@Broken
	@Entity(name = "WithNobody")
	@ChangeTag(touches = "nobody")
	static class WithNobody extends Common {

	}

	@Broken
	@Entity(name = "WithValue")
	@ChangeTag(touches = "name")
	static class WithValue extends Common {

		String name;

	}

	@Broken
	@Entity(name = "WithView")
	@ChangeTag(of = Simple.class)
	static class WithView extends Common {

	}

}
