package io.github.conditionalcache.version.marked;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.conditionalcache.EtagLastModified;
import io.github.conditionalcache.EtagVersion;
import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.tag.ValueVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.web.PagedModel;
import org.springframework.hateoas.CollectionModel;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.Link;
import org.springframework.hateoas.RepresentationModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class MarkedVersionsTests {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

	private final MarkedVersions versions = new MarkedVersions();

	@ParameterizedTest
	@MethodSource
	void readWhenUnversionedIsNull(@Nullable Object value) {
		assertThat(this.versions.read(value)).isNull();
	}

	static Stream<@Nullable Object> readWhenUnversionedIsNull() {
		return Stream.of(null, Optional.empty(), "text", 42, Map.of("version", 1), new int[] { 1 }, List.of(),
				new Object[] { new Object[0] }, new Plain(), List.of("a"), Arrays.asList(new Book(1, 1), null),
				List.of(new Book(1, 1), new Plain()), new Marked(null), new Dated(null), new WithAssociation(),
				new WithCollection(), new WithComputed(), new WithTransient(), new WithObject(),
				new WithReadOnlyColumn(), new OnlyFrameworkDate(), List.of(new WithoutId()), List.of(new Marked(1L)),
				new PageImpl<>(List.of()), EntityModel.of(new Plain()));
	}

	@Test
	void readWhenVersionOrIdDiffersDiffers() {
		assertThat(state(new Book(1, 1))).isEqualTo(state(new Book(1, 1)))
			.isNotEqualTo(state(new Book(1, 2)))
			.isNotEqualTo(state(new Book(2, 1)))
			.isEqualTo(state(Optional.of(new Book(1, 1))));
	}

	@Test
	void readWhenCoveredHasDateOfFramework() {
		ValueVersion version = version(new Book(1, 1));
		assertThat(version.lastModified()).isEqualTo(NOON);
		assertThat(version.collection()).isFalse();
	}

	@Test
	void readWhenWithoutIdAndAloneHasVersion() {
		assertThat(this.versions.read(new WithoutId())).isNotNull();
	}

	@Test
	void readWhenProxiedIsTheSameAsUnproxied() {
		ProxyFactory factory = new ProxyFactory(new Book(1, 7));
		factory.setProxyTargetClass(true);
		Object proxy = factory.getProxy();
		assertThat(proxy.getClass()).isNotEqualTo(Book.class);
		assertThat(state(proxy)).isEqualTo(state(new Book(1, 7)));
	}

	@Test
	void readWhenLazyProxyHasNoGetterIsNull() {
		assertThat(this.versions.read(new WithoutGetter())).isNotNull();
		assertThat(this.versions.read(new WithoutGetter$HibernateProxy())).isNull();
	}

	@Test
	void readWhenSubclassHasVersionOfSuperclass() {
		assertThat(this.versions.read(new Novel(1, 1))).isNotNull();
		assertThat(state(new Novel(1, 1))).isNotEqualTo(state(new Book(1, 1)));
	}

	@Test
	void readWhenApplicationsWordIsTrustedWithAssociations() {
		assertThat(state(new Marked(1))).isNotEqualTo(state(new Marked(2)));
		assertThat(state(new Meta(1))).isNotEqualTo(state(new Meta(2)));
		assertThat(state(new Row(1, 1, NOON))).isNotEqualTo(state(new Row(1, 2, NOON)))
			.isNotEqualTo(state(new Row(2, 1, NOON)))
			.isNotEqualTo(state(new Row(1, 1, NOON.plusNanos(1))));
		assertThat(version(new Row(1, 1, NOON)).lastModified()).isEqualTo(NOON);
		View view = () -> "v1";
		assertThat(this.versions.read(view)).isNotNull();
		Versioned versioned = () -> 1;
		assertThat(this.versions.read(versioned)).isNotNull();
	}

	@Test
	void readWhenOnlyDateOfApplicationIsVersion() {
		assertThat(state(new Dated(NOON))).isNotEqualTo(state(new Dated(NOON.plusNanos(1))));
		assertThat(version(new Dated(NOON)).lastModified()).isEqualTo(NOON);
		assertThat(version(new Dated(LocalDateTime.of(2026, 1, 1, 0, 0))).lastModified()).isNull();
	}

	@Test
	void readWhenMarksContradictWarnsOnceAndIsNull(CapturedOutput output) {
		assertThat(this.versions.read(new Contradictory())).isNull();
		assertThat(this.versions.read(new Contradictory())).isNull();
		assertThat(output.getOut()).containsOnlyOnce("has several version marks")
			.contains(Contradictory.class.getName())
			.contains("first")
			.contains("second");
	}

	@Test
	void readWhenGetterThrowsPassesOn() {
		assertThatIllegalStateException().isThrownBy(() -> this.versions.read(new Throwing())).withMessage("closed");
		assertThatIllegalArgumentException().isThrownBy(() -> this.versions.read(new Marked(new Object())))
			.withMessageContaining(Marked.class.getName())
			.withMessageContaining("java.lang.Object");
	}

	@Test
	void readWhenListCoversSizeOrderAndElements() {
		Book one = new Book(1, 1);
		Book two = new Book(2, 1);
		assertThat(state(List.of(one, two))).isEqualTo(state(new Object[] { one, two }))
			.isNotEqualTo(state(List.of(two, one)))
			.isNotEqualTo(state(List.of(one)))
			.isNotEqualTo(state(List.of(one, new Book(3, 1))));
		assertThat(state(List.of(one))).isNotEqualTo(state(one));
		assertThat(version(List.of(one)).collection()).isTrue();
		assertThat(version(List.of(one)).lastModified()).isNull();
	}

	@Test
	void readWhenPageCoversTotalNumberAndSize() {
		List<Book> content = List.of(new Book(1, 1));
		byte[] page = state(new PageImpl<>(content, PageRequest.of(0, 1), 5));
		assertThat(page).isEqualTo(state(new PageImpl<>(content, PageRequest.of(0, 1), 5)))
			.isNotEqualTo(state(new PageImpl<>(content, PageRequest.of(0, 1), 6)))
			.isNotEqualTo(state(new PageImpl<>(content, PageRequest.of(1, 1), 5)))
			.isNotEqualTo(state(new PageImpl<>(List.of(new Book(1, 2)), PageRequest.of(0, 1), 5)));
		assertThat(state(new SliceImpl<>(content, PageRequest.of(0, 1), true)))
			.isNotEqualTo(state(new SliceImpl<>(content, PageRequest.of(0, 1), false)));
		assertThat(state(new PagedModel<>(new PageImpl<>(content, PageRequest.of(0, 1), 5))))
			.isNotEqualTo(state(new PagedModel<>(new PageImpl<>(content, PageRequest.of(0, 1), 6))));
		assertThat(this.versions.read(new PageImpl<>(content) {
		})).isNull();
	}

	@Test
	void readWhenHateoasCoversLinks() {
		Book book = new Book(1, 1);
		assertThat(state(EntityModel.of(book, Link.of("/a")))).isNotEqualTo(state(EntityModel.of(book, Link.of("/b"))))
			.isNotEqualTo(state(EntityModel.of(book)))
			.isNotEqualTo(state(EntityModel.of(new Book(1, 2), Link.of("/a"))))
			.isEqualTo(state(EntityModel.of(book, Link.of("/a"))));
		assertThat(version(EntityModel.of(book)).lastModified()).isNull();
		assertThat(state(CollectionModel.of(List.of(EntityModel.of(book)), Link.of("/a"))))
			.isNotEqualTo(state(CollectionModel.of(List.of(EntityModel.of(book)), Link.of("/b"))));
		assertThat(state(paged(book, 1))).isNotEqualTo(state(paged(book, 2)));
		assertThat(state(new Model(1).add(Link.of("/a")))).isNotEqualTo(state(new Model(1).add(Link.of("/b"))))
			.isNotEqualTo(state(new Model(2).add(Link.of("/a"))));
	}

	private static org.springframework.hateoas.PagedModel<Book> paged(Book book, int total) {
		return org.springframework.hateoas.PagedModel.of(List.of(book),
				new org.springframework.hateoas.PagedModel.PageMetadata(1, 0, total));
	}

	@Test
	void readWhenOptionalLibrariesAreAbsentStillWorks() throws Exception {
		String[] own = { MarkedVersions.class.getPackageName() };
		try (IsolatedClassLoader isolated = new IsolatedClassLoader(own)) {
			Class<?> type = isolated.loadClass(MarkedVersions.class.getName());
			Object reader = type.getConstructor().newInstance();
			assertThat(type.getClassLoader()).isSameAs(isolated);
			assertThat(type.getMethod("read", Object.class).invoke(reader, new Row(1, 1, NOON))).isNotNull();
			assertThat(type.getMethod("read", Object.class).invoke(reader, List.of(new Plain()))).isNull();
		}
	}

	private byte[] state(Object value) {
		return version(value).state();
	}

	private ValueVersion version(Object value) {
		return Objects.requireNonNull(this.versions.read(value));
	}

	/**
	 * Loads the validator package itself, and hides what is optional from it.
	 */
	static final class IsolatedClassLoader extends FilteredClassLoader {

		private final String[] own;

		IsolatedClassLoader(String... own) {
			super("org.springframework.data", "org.springframework.hateoas", "jakarta.persistence", "com.dynatrace");
			this.own = own;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			boolean ours = name.startsWith(this.own[0] + ".") && !name.contains("Tests");
			if (!ours || findLoadedClass(name) != null) {
				return super.loadClass(name, resolve);
			}
			try (InputStream bytes = new ClassPathResource(name.replace('.', '/') + ".class").getInputStream()) {
				byte[] content = bytes.readAllBytes();
				return defineClass(name, content, 0, content.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

	static class Plain {

		String title = "Title";

	}

	public static class Book {

		@Id
		private final long id;

		@Version
		private final int version;

		private final String title = "Title";

		@LastModifiedDate
		private final Instant changed = NOON;

		Book() {
			this(0, 0);
		}

		Book(long id, int version) {
			this.id = id;
			this.version = version;
		}

		public long getId() {
			return this.id;
		}

		public int getVersion() {
			return this.version;
		}

		public String getTitle() {
			return this.title;
		}

		public Instant getChanged() {
			return this.changed;
		}

	}

	static class Novel extends Book {

		Novel(long id, int version) {
			super(id, version);
		}

	}

	static class WithoutId {

		@org.springframework.data.annotation.Version
		long version = 1;

	}

	static class WithoutGetter {

		@Version
		long version = 1;

	}

	static class WithoutGetter$HibernateProxy extends WithoutGetter {

	}

	static class WithAssociation extends Book {

		Plain author = new Plain();

	}

	static class WithCollection extends Book {

		List<String> tags = List.of();

	}

	static class WithObject extends Book {

		Object anything = 1;

	}

	static class WithTransient extends Book {

		@Transient
		int stock = 1;

	}

	static class WithReadOnlyColumn extends Book {

		@Column(insertable = false, updatable = false)
		int sales = 1;

	}

	public static class WithComputed extends Book {

		public long getAge() {
			return System.nanoTime();
		}

	}

	static class OnlyFrameworkDate {

		@LastModifiedDate
		Instant changed = NOON;

	}

	static class Marked {

		@EtagVersion
		final @Nullable Object version;

		final Plain association = new Plain();

		Marked(@Nullable Object version) {
			this.version = version;
		}

	}

	static class Dated {

		@EtagLastModified
		final @Nullable Object changed;

		Dated(@Nullable Object changed) {
			this.changed = changed;
		}

	}

	static class Contradictory {

		@EtagVersion
		int first;

		@EtagVersion
		int second;

	}

	public static class Throwing {

		@EtagVersion
		public int getVersion() {
			throw new IllegalStateException("closed");
		}

	}

	static class Model extends RepresentationModel<Model> {

		@EtagVersion
		final int version;

		Model(int version) {
			this.version = version;
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@EtagVersion
	@interface Revision {

	}

	record Meta(@Revision int revision) {

	}

	record Row(long id, @EtagVersion int version, @EtagLastModified Instant changed) {

	}

	interface View {

		@EtagVersion
		String getVersion();

	}

}
