package io.github.conditionalcache.version.declared;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.conditionalcache.HandlerCall;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.CanonicalValues;
import io.github.conditionalcache.tag.Instants;
import io.github.conditionalcache.tag.ValueVersion;
import io.github.conditionalcache.tag.VersionForm;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.util.ClassUtils;

/**
 * What is declared about the version of a handler's answers: expressions of its
 * annotation and {@link ValidatorSource} beans, all of them together one version. Fixed
 * when the application starts; thread-safe.
 *
 * @since 0.1.0
 */
public final class DeclaredVersion {

	/**
	 * Stands for an argument that a call does not have. A source that asks for it fails.
	 */
	public static final Object NOT_GIVEN = new Object();

	private final Method handler;

	private final Map<String, Integer> parameters;

	private final List<ValidatorSource> sources;

	private final @Nullable HandlerExpression version;

	private final @Nullable HandlerExpression lastModified;

	private final ReadKind kind = new ReadKind();

	/**
	 * Declare the version of a handler's answers.
	 * @param handler the handler method
	 * @param names finds the names of its parameters
	 * @param sources beans that speak for the handler
	 * @param version expression for the version
	 * @param lastModified expression for the time of the last change
	 */
	public DeclaredVersion(Method handler, ParameterNameDiscoverer names, List<ValidatorSource> sources,
			@Nullable HandlerExpression version, @Nullable HandlerExpression lastModified) {
		this.handler = handler;
		this.parameters = HandlerExpression.positions(handler, names.getParameterNames(handler));
		this.sources = List.copyOf(sources);
		this.version = version;
		this.lastModified = lastModified;
	}

	/**
	 * Whether the version is known before the handler runs.
	 * @return {@code false} if an expression names the returned value
	 */
	public boolean isEarly() {
		return !usesResult(this.version) && !usesResult(this.lastModified);
	}

	/**
	 * Whether the version is found without anything from before the handler ran.
	 * @return {@code true} if all there is are expressions over the returned value
	 */
	public boolean isOfResultAlone() {
		return this.sources.isEmpty() && isOfResultAlone(this.version) && isOfResultAlone(this.lastModified);
	}

	private static boolean usesResult(@Nullable HandlerExpression expression) {
		return expression != null && expression.usesResult();
	}

	private static boolean isOfResultAlone(@Nullable HandlerExpression expression) {
		return expression == null || (expression.usesResult() && !expression.usesArguments());
	}

	/**
	 * Returns what declares the version.
	 * @return the beans, then the expressions
	 */
	public List<DeclaredSource> declaredBy() {
		List<DeclaredSource> found = new ArrayList<>();
		this.sources.forEach((source) -> found
			.add(new DeclaredSource(DeclaredSource.Kind.BEAN, ClassUtils.getUserClass(source).getSimpleName(), true)));
		add(found, DeclaredSource.Kind.VERSION, this.version);
		add(found, DeclaredSource.Kind.LAST_MODIFIED, this.lastModified);
		return List.copyOf(found);
	}

	private static void add(List<DeclaredSource> found, DeclaredSource.Kind kind,
			@Nullable HandlerExpression expression) {
		if (expression != null) {
			found.add(new DeclaredSource(kind, expression.toString(), !expression.usesResult()));
		}
	}

	/**
	 * Whether nothing but a date is declared.
	 * @return {@code true} if there is neither a version nor a source
	 */
	public boolean isDateOnly() {
		return this.version == null && this.sources.isEmpty();
	}

	/**
	 * Whether its validators are sent as the application gives them.
	 * @return {@code false} also if that shows with the values only
	 */
	public boolean isVerbatim() {
		VersionKind ofType = (this.version != null) ? this.version.kind() : null;
		return ofType != null && ofType.isVerbatim();
	}

	/**
	 * Whether nothing but arguments and the returned value is read for it, which no later
	 * data can be older than.
	 * @return {@code false} if there is a source, or an expression that names a bean
	 */
	public boolean isOfGivenAlone() {
		return this.sources.isEmpty() && isOfGivenAlone(this.version) && isOfGivenAlone(this.lastModified);
	}

	private static boolean isOfGivenAlone(@Nullable HandlerExpression expression) {
		return expression == null || expression.readsGivenAlone();
	}

	/**
	 * The parameters that the expressions name.
	 * @return their positions
	 */
	public Set<Integer> positions() {
		Set<Integer> positions = new HashSet<>();
		if (this.version != null) {
			positions.addAll(this.version.positions());
		}
		if (this.lastModified != null) {
			positions.addAll(this.lastModified.positions());
		}
		return positions;
	}

	/**
	 * Whether an expression over the returned value asks beans or classes of the
	 * application as well. That happens once the handler has read its data.
	 * @return {@code true} if the version may be newer than the data
	 */
	public boolean isReadAfterData() {
		return Stream.of(this.version, this.lastModified)
			.filter(Objects::nonNull)
			.anyMatch(HandlerExpression::isReadAfterData);
	}

	/**
	 * Whether all that is read for it are the arguments and the returned value.
	 * @return {@code false} if beans are asked as well
	 */
	public boolean isOfArgumentsAlone() {
		return this.sources.isEmpty() && Stream.of(this.version, this.lastModified)
			.filter(Objects::nonNull)
			.allMatch(HandlerExpression::isOfVariablesAlone);
	}

	/**
	 * The properties of a parameter that the expressions read.
	 * @param position position of the parameter
	 * @return the path of each, such as {@code details.tenant}
	 */
	public Set<String> pathsOf(int position) {
		return Stream.of(this.version, this.lastModified)
			.filter(Objects::nonNull)
			.flatMap((expression) -> expression.pathsOf(position).stream())
			.collect(Collectors.toSet());
	}

	/**
	 * Whether another declaration has the same parts, so that equal versions give equal
	 * states.
	 * @param other another declaration
	 * @return {@code true} if both consist of as many versions and dates
	 */
	public boolean hasShapeOf(DeclaredVersion other) {
		return versions() == other.versions() && (this.lastModified == null) == (other.lastModified == null);
	}

	private int versions() {
		return this.sources.size() + ((this.version != null) ? 1 : 0);
	}

	/**
	 * Take a value that the application has read itself for the declared one.
	 * @param value the version, or the date if nothing else is declared
	 * @return the version
	 * @throws IllegalStateException if one value is not all that is declared
	 */
	public Reading given(@Nullable Object value) {
		Reading reading = new Reading(new Object[0]);
		if (isSingleVersion()) {
			reading.add(value);
		}
		else if (versions() == 0) {
			reading.addDate(value);
		}
		else {
			throw new IllegalStateException(("%s declares more than one version, so one value can't stand for it; "
					+ "declare a single version that covers them")
				.formatted(this.handler));
		}
		return reading;
	}

	private boolean isSingleVersion() {
		return versions() == 1 && this.lastModified == null;
	}

	/**
	 * Require that a value, which the application has read itself, may equal the declared
	 * one. Text never equals a number, so that comparing them tells nothing about the
	 * client.
	 * @param value the value
	 * @param current what was declared for the same request, or {@code null} if it was
	 * not read
	 * @throws IllegalArgumentException if the two are of different kinds
	 */
	public void requireKind(@Nullable Object value, @Nullable Reading current) {
		if (versions() == 0) {
			Reading.requireDates(value);
			return;
		}
		VersionKind given = isSingleVersion() ? VersionKind.of(value) : null;
		VersionKind declared = (given != null) ? kind(current) : null;
		if (given != null && declared != null && !given.isComparableWith(declared)) {
			throw new IllegalArgumentException(("The version that is declared for %s is %s, but the one given to "
					+ "WritePrecondition is %s: these are never equal, so give it as %1$s declares it")
				.formatted(this.handler.getName(), declared, given));
		}
	}

	private @Nullable VersionKind kind(@Nullable Reading current) {
		VersionKind ofType = (this.version != null) ? this.version.kind() : null;
		VersionKind read = (ofType == null && current != null) ? VersionKind.of(current.value) : ofType;
		return (read != null) ? read : this.kind.get();
	}

	/**
	 * Read all that is known before the handler runs. What is read afterwards could be
	 * newer than the data that the handler has read.
	 * @param arguments the handler's arguments
	 * @return the version so far
	 * @throws RuntimeException if an expression or a source fails, or gives what can't be
	 * a version
	 */
	public Reading read(@Nullable Object[] arguments) {
		Reading reading = new Reading(arguments);
		if (!this.sources.isEmpty()) {
			HandlerCall call = new Call(arguments);
			this.sources.forEach((source) -> reading.read(source.version(call)));
		}
		if (this.version != null && !this.version.usesResult()) {
			reading.read(this.version.evaluate(arguments, null));
		}
		if (this.lastModified != null && !this.lastModified.usesResult()) {
			reading.addDate(this.lastModified.evaluate(arguments, null));
		}
		return reading;
	}

	/**
	 * The version of one answer, as far as it has been read. Not thread-safe.
	 */
	public final class Reading {

		private final @Nullable Object[] arguments;

		private final CanonicalBytes parts = new CanonicalBytes();

		private @Nullable Object value;

		private @Nullable Instant date;

		private boolean unknown;

		private Reading(@Nullable Object[] arguments) {
			this.arguments = arguments;
		}

		/**
		 * Read the rest.
		 * @param result what the handler returned
		 * @return this
		 * @throws RuntimeException if an expression fails, or gives what can't be a
		 * version
		 */
		public Reading complete(@Nullable Object result) {
			HandlerExpression ofVersion = DeclaredVersion.this.version;
			if (ofVersion != null && ofVersion.usesResult()) {
				read(ofVersion.evaluate(this.arguments, result));
			}
			HandlerExpression ofDate = DeclaredVersion.this.lastModified;
			if (ofDate != null && ofDate.usesResult()) {
				addDate(ofDate.evaluate(this.arguments, result));
			}
			return this;
		}

		private void read(@Nullable Object value) {
			add(value);
			DeclaredVersion.this.kind.note(value);
		}

		/**
		 * Read it all once more.
		 * @param result what the handler returned, which counts only if an expression
		 * names it
		 * @return another reading
		 * @throws RuntimeException if an expression or a source fails, or gives what
		 * can't be a version
		 */
		public Reading again(@Nullable Object result) {
			return DeclaredVersion.this.read(this.arguments).complete(result);
		}

		private void add(@Nullable Object value) {
			Object present = CanonicalValues.unwrapOptional(value);
			if (this.value != null && (isVerbatim(present) || isVerbatim(this.value))) {
				throw new IllegalArgumentException(
						"An EntityTag or Validators can't be combined with another version of the same handler");
			}
			if (!isVerbatim(present)) {
				addVersion(present);
			}
			this.value = present;
		}

		private static boolean isVerbatim(@Nullable Object value) {
			return value instanceof EntityTag || value instanceof Validators;
		}

		private void addVersion(@Nullable Object value) {
			if (!CanonicalValues.addTo(this.parts.add("version"), value)) {
				this.unknown = true;
			}
			else if (value instanceof Versioned versioned) {
				this.date = versioned.lastModified();
			}
		}

		private void addDate(@Nullable Object value) {
			Object instants = requireDates(value);
			if (CanonicalValues.addTo(this.parts.add("date"), instants)) {
				this.date = latest(instants);
			}
			else {
				this.unknown = true;
			}
		}

		// A number of milliseconds and the instant that it stands for are one date
		private static @Nullable Object requireDates(@Nullable Object value) {
			Object present = CanonicalValues.unwrapOptional(value);
			if (present instanceof Collection<?> all) {
				return all.stream().map(Reading::requireDates).toList();
			}
			Instant instant = Instants.of(present);
			if (present != null && instant == null) {
				VersionForm form = VersionForm.of(present.getClass());
				throw new IllegalArgumentException(
						("'lastModified' must be an instant (Instant, OffsetDateTime, ZonedDateTime, Date), epoch "
								+ "milliseconds as a Long, or a collection of these but was of type [%s]%s")
							.formatted(present.getClass().getName(), (form != null && form.isLocalTime())
									? ", which names no instant without a time zone" : ""));
			}
			return instant;
		}

		private static @Nullable Instant latest(@Nullable Object instants) {
			if (instants instanceof Collection<?> all) {
				return all.stream().map(Instants::of).filter(Objects::nonNull).max(Instant::compareTo).orElse(null);
			}
			return Instants.of(instants);
		}

		/**
		 * The version that was read.
		 * @return the version, or {@code null} if there is none, or a whole
		 * {@link #verbatim()} instead
		 */
		public @Nullable ValueVersion version() {
			return (this.unknown || isVerbatim(this.value)) ? null : new ValueVersion(this.parts, this.date, false);
		}

		/**
		 * Validators that the application gave whole.
		 * @return the validators, or {@code null} if it gave none
		 */
		public @Nullable Validators verbatim() {
			if (this.unknown) {
				return null;
			}
			if (this.value instanceof EntityTag tag) {
				return Validators.of(tag, this.date);
			}
			return (this.value instanceof Validators set) ? dated(set) : null;
		}

		private Validators dated(Validators set) {
			EntityTag tag = set.entityTag();
			if (!set.isPresent() || set.lastModified() != null || this.date == null) {
				return set;
			}
			return (tag != null) ? Validators.of(tag, this.date) : Validators.untagged(this.date);
		}

	}

	/**
	 * The kind of the versions read so far, for a declaration whose type leaves it open.
	 * Thread-safe; an update that another thread displaces is made with a later version.
	 */
	private static final class ReadKind {

		private volatile @Nullable Note note;

		void note(@Nullable Object value) {
			Note last = this.note;
			if (value != null && (last == null || (last.kind() != null && last.type() != value.getClass()))) {
				VersionKind kind = VersionKind.of(value);
				if (kind != null) {
					boolean one = last == null || (last.kind() != null && kind.isComparableWith(last.kind()));
					this.note = new Note(value.getClass(), one ? kind : null);
				}
			}
		}

		@Nullable VersionKind get() {
			Note last = this.note;
			return (last != null) ? last.kind() : null;
		}

		/**
		 * What was noted.
		 *
		 * @param type type of the version read last, wrapped as it was
		 * @param kind kind of all versions read, or {@code null} if there were several
		 */
		private record Note(Class<?> type, @Nullable VersionKind kind) {

		}

	}

	/**
	 * A handler and its arguments.
	 */
	private final class Call implements HandlerCall {

		private final @Nullable Object[] arguments;

		Call(@Nullable Object[] arguments) {
			this.arguments = arguments;
		}

		@Override
		public Method method() {
			return DeclaredVersion.this.handler;
		}

		@Override
		public @Nullable Object argument(String parameter) {
			Integer position = DeclaredVersion.this.parameters.get(parameter);
			if (position == null) {
				throw new IllegalArgumentException(
						"%s has no parameter named [%s]".formatted(method().getName(), parameter));
			}
			return argument(position.intValue());
		}

		@Override
		public @Nullable Object argument(int index) {
			Object argument = this.arguments[index];
			if (NOT_GIVEN.equals(argument)) {
				throw new IllegalStateException(
						"The write has no argument for parameter %d of %s".formatted(index, method().getName()));
			}
			return argument;
		}

	}

}
