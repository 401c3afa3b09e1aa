package io.github.conditionalcache.version.marked;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.conditionalcache.EtagVersion;
import io.github.conditionalcache.version.marked.TypeProperty.Accessor;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TypeProperties}, {@link TypeProperty} and {@link Marks}.
 */
class TypePropertiesTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			property,      covered
			text,          true
			number,        true
			bytes,         true
			day,           true
			duration,      true
			period,        true
			updated,       true
			inserted,      true
			author,        false
			tags,          false
			ints,          false
			memory,        false
			marked,        false
			sales,         false
			mismatched,    false
			guarded,       true
			computed,      false
			really,        false
			named(),       false
			internal,      true
			hidden,        true
			isText(),      true
			get(),         true
			ter,           true
			is(),          true
			title(),       true
			""")
	void propertyIsCoveredIfItIsStoredInTheRow(String name, boolean covered) {
		assertThat(property(Row.class, name).isCoveredByRow()).isEqualTo(covered);
	}

	@Test
	void membersThatNobodyHasWrittenAreNoProperties() {
		TypeProperties properties = new TypeProperties(Row.class);
		for (String name : List.of("COUNT", "$$_hibernate", "$$_tracked", "class", "static", "staticValue", "nothing",
				"nothing()", "with()", "with")) {
			assertThat(properties.named(name)).as(name).isEmpty();
		}
	}

	@Test
	void propertiesOfASuperclassAndOfItsInterfacesCount() {
		TypeProperties properties = new TypeProperties(Sub.class);
		assertThat(properties.named("own")).hasSize(1);
		assertThat(properties.named("text")).hasSize(1);
		assertThat(properties.named("label")).hasSize(1);
		assertThat(properties.named("base()")).hasSize(1);
		assertThat(properties.typeName()).isEqualTo(Sub.class.getName());
		assertThat(properties.areProxied()).isFalse();
	}

	@Test
	void markOnAnInterfaceIsOneOfTheProperty() {
		assertThat(new TypeProperties(Sub.class).marked(Marks.ETAG_VERSION)).extracting(TypeProperty::name)
			.containsExactly("label");
	}

	@Test
	void proxyHasThePropertiesOfTheClassThatWasWritten() {
		ProxyFactory factory = new ProxyFactory(new Sub());
		factory.setProxyTargetClass(true);
		TypeProperties properties = new TypeProperties(factory.getProxy().getClass());
		assertThat(properties.areProxied()).isTrue();
		assertThat(properties.typeName()).isEqualTo(Sub.class.getName());
		assertThat(properties.named("own")).hasSize(1);
		assertThat(properties.named("targetSource")).isEmpty();
		assertThat(new TypeProperties(Plain$HibernateProxy.class).areProxied()).isTrue();
		assertThat(new TypeProperties(Plain$HibernateProxy.class).typeName()).isEqualTo(Plain.class.getName());
	}

	@Test
	void proxyOfInterfacesIsNamedByThem() {
		Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Labelled.class, Comparable.class }, (self, method, arguments) -> null);
		TypeProperties properties = new TypeProperties(proxy.getClass());
		assertThat(properties.typeName()).isEqualTo(Labelled.class.getName() + "," + Base.class.getName());
		assertThat(properties.marked(Marks.ETAG_VERSION)).hasSize(1);
	}

	@Test
	void rowCoversAllPropertiesButIdentityAndVersion() {
		TypeProperties stored = new TypeProperties(Stored.class);
		assertThat(stored.areCoveredByRow(Set.of())).isTrue();
		TypeProperties keyed = new TypeProperties(Keyed.class);
		assertThat(keyed.areCoveredByRow(Set.of())).isFalse();
		assertThat(keyed.areCoveredByRow(Set.copyOf(keyed.marked(Marks.ID)))).isTrue();
		assertThat(new TypeProperties(Formula.class).areCoveredByRow(Set.of())).isFalse();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method,    getter
			getText,   true
			get,       false
			getter,    true
			is,        false
			isText,    false
			isSold,    true
			isBoxed,   true
			title,     false
			""")
	void getterIsNamedAsOne(String name, boolean getter) {
		Method method = Objects.requireNonNull(ReflectionUtils.findMethod(Getters.class, name));
		assertThat(TypeProperties.isGetter(method)).isEqualTo(getter);
	}

	@Test
	void getterIsReadBeforeTheField() {
		assertThat(read(new Getters(), "text", false)).isEqualTo("by getter");
		assertThat(read(new Getters(), "sold", false)).isEqualTo(true);
		assertThat(read(new Getters(), "title", false)).isEqualTo("by accessor");
	}

	@Test
	void fieldIsReadIfNoGetterIsItsOwn() {
		assertThat(read(new Fields(), "bare", false)).isEqualTo("bare field");
		assertThat(read(new Fields(), "closed", false)).isEqualTo("closed field");
		assertThat(read(new Fields(), "other", false)).isEqualTo("other field");
		assertThat(read(new Fields(), "version", false)).isEqualTo(7);
	}

	@Test
	void lazyProxyIsReadByGettersThatItCanOverride() {
		assertThat(read(new Getters(), "text", true)).isEqualTo("by getter");
		assertThat(property(Fields.class, "bare").accessor(Marks.ID, true)).isNull();
		assertThat(property(Fields.class, "fixed").accessor(Marks.ID, true)).isNull();
		assertThat(read(new Fields(), "fixed", false)).isEqualTo("fixed getter");
		assertThat(property(Fields.class, "version").accessor(Marks.ETAG_VERSION, true)).isNull();
	}

	@Test
	void propertyIsDescribedByItsMembers() {
		assertThat(property(Fields.class, "bare"))
			.hasToString("bare[final java.lang.String " + Fields.class.getName() + ".bare]");
		assertThat(property(Fields.class, "bare").name()).isEqualTo("bare");
	}

	@Test
	void componentOfARecordCarriesItsMark() {
		TypeProperties properties = new TypeProperties(Component.class);
		assertThat(properties.marked(Marks.ETAG_VERSION)).hasSize(1);
		assertThat(read(new Component(5), "number", false)).isEqualTo(5);
	}

	private static @Nullable Object read(Object value, String name, boolean proxied) {
		Accessor accessor = property(value.getClass(), name).accessor(Marks.ETAG_VERSION, proxied);
		assertThat(accessor).isNotNull();
		return accessor.get(value);
	}

	private static TypeProperty property(Class<?> type, String name) {
		List<TypeProperty> found = new TypeProperties(type).named(name);
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	interface Base {

		String base();

	}

	interface Labelled extends Base {

		@EtagVersion
		String getLabel();

	}

	static class Plain {

	}

	static class Plain$HibernateProxy extends Plain {

	}

	static class Sub extends Stored implements Labelled, java.io.Serializable {

		private static final long serialVersionUID = 1L;

		int own;

		@Override
		public String getLabel() {
			return "label";
		}

		@Override
		public String base() {
			return "base";
		}

	}

	static class Stored {

		String text = "";

	}

	static class Keyed extends Stored {

		@Id
		Plain key = new Plain();

	}

	@org.hibernate.annotations.Subselect("select 1")
	static class Formula extends Stored {

	}

	record Component(@EtagVersion int number) {

	}

	public static class Getters {

		private final String text = "by field";

		private final boolean sold;

		private final String title = "by field";

		Getters() {
			this.sold = !this.text.equals(this.title);
		}

		public String getText() {
			return "by getter";
		}

		public String get() {
			return "";
		}

		public String getter() {
			return "";
		}

		public boolean is() {
			return this.sold;
		}

		public String isText() {
			return this.text;
		}

		public boolean isSold() {
			return true;
		}

		public Boolean isBoxed() {
			return true;
		}

		public String title() {
			return "by accessor";
		}

	}

	public static class Fields {

		final String bare = "bare field";

		private final String closed = "closed field";

		private final String other = "other field";

		private final String fixed = "fixed field";

		@EtagVersion
		private final int version = 7;

		private String getClosed() {
			return "closed getter";
		}

		public int getOther() {
			return 1;
		}

		public final String getFixed() {
			return "fixed getter";
		}

		@Override
		public String toString() {
			return getClosed() + this.closed + this.other + this.fixed + this.version;
		}

	}

	public static class Row {

		static final int COUNT = 1;

		String $$_hibernate = "";

		String text = "";

		long number;

		byte[] bytes = {};

		int[] ints = {};

		MonthDay day = MonthDay.of(2, 3);

		Duration duration = Duration.ZERO;

		Period period = Period.ZERO;

		Plain author = new Plain();

		List<String> tags = List.of();

		transient int memory;

		@Transient
		int marked;

		@Column(insertable = false, updatable = false)
		int sales;

		@Column(insertable = false)
		int updated;

		@Column(updatable = false)
		int inserted;

		@Version
		int guarded;

		Instant mismatched = Instant.EPOCH;

		static int getStaticValue() {
			return 1;
		}

		public int getGuarded() {
			return this.guarded;
		}

		// Another type than the field's, so perhaps something else
		public List<String> getMismatched() {
			return List.of();
		}

		public long getComputed() {
			return System.nanoTime();
		}

		public boolean isReally() {
			return true;
		}

		@JsonProperty("named")
		String named() {
			return "";
		}

		long getInternal() {
			return 1;
		}

		private int getHidden() {
			return this.memory;
		}

		public String isText() {
			return "";
		}

		public int get() {
			return getHidden();
		}

		int getter() {
			return 1;
		}

		public boolean is() {
			return true;
		}

		public String title() {
			return "";
		}

		public int with(int number) {
			return number;
		}

		public void nothing() {
		}

		public String $$_tracked() {
			return "";
		}

	}

}
