package io.github.conditionalcache.version.declared;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.HandlerSignature;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterNameDiscoverer;

/**
 * The version that is declared for the answers of a handler. It consists of parts, all of
 * them together one version. Fixed when the application starts; thread-safe.
 */
public final class DeclaredVersion {

	private final HandlerSignature handler;

	private final List<VersionPart> parts;

	private final int versions;

	private final boolean early;

	private final boolean ofResultAlone;

	private final boolean ofGivenAlone;

	private final DeclaredKind kind;

	private final ValidatorKind validators;

	/**
	 * Declares the version of a handler's answers.
	 * @param handler the handler method
	 * @param names finds the names of its parameters
	 * @param parts the parts of the version, in the order that they are read in
	 */
	public DeclaredVersion(Method handler, ParameterNameDiscoverer names, List<? extends VersionPart> parts) {
		this.handler = HandlerSignature.of(handler, names);
		this.parts = List.copyOf(parts);
		this.versions = (int) this.parts.stream().filter((part) -> !part.isDate()).count();
		this.validators = DeclaredSource.validators(declaredBy());
		this.early = this.parts.stream().noneMatch(VersionPart::needsResult);
		this.ofResultAlone = this.parts.stream().allMatch((part) -> part.inputs().ofResultAlone());
		this.ofGivenAlone = this.parts.stream().noneMatch((part) -> part.inputs().elsewhere());
		this.kind = new DeclaredKind(
				this.parts.stream().map(VersionPart::kind).filter(Objects::nonNull).findFirst().orElse(null));
	}

	/**
	 * Returns whether the version is known before the handler runs.
	 * @return {@code false} if a part needs the returned value
	 */
	public boolean isEarly() {
		return this.early;
	}

	/**
	 * Returns whether the version is found without anything from before the handler ran.
	 * @return {@code true} if all parts need the returned value and no argument
	 */
	public boolean isOfResultAlone() {
		return this.ofResultAlone;
	}

	/**
	 * Returns whether nothing but arguments and the returned value is read for it, which
	 * no later data can be older than.
	 * @return {@code false} if a part asks a bean or a type
	 */
	public boolean isOfGivenAlone() {
		return this.ofGivenAlone;
	}

	/**
	 * Returns whether an expression over the returned value asks beans or classes of the
	 * application as well. That happens once the handler has read its data.
	 * @return {@code true} if the version may be newer than the data
	 */
	public boolean isReadAfterData() {
		return this.parts.stream().anyMatch((part) -> part.inputs().afterData());
	}

	/**
	 * Returns whether nothing but a date is declared.
	 * @return {@code true} if there is no version beside
	 */
	public boolean isDateOnly() {
		return this.versions == 0;
	}

	/**
	 * Returns how its validators are counted.
	 * @return their kind
	 */
	public ValidatorKind validators() {
		return this.validators;
	}

	/**
	 * Returns whether nothing but change tags is declared. They show that something was
	 * written, but no row that two writers could be kept apart by.
	 * @return {@code true} if there is neither another version nor a date
	 */
	public boolean isOfTagsAlone() {
		return this.validators == ValidatorKind.TAGS && this.versions == this.parts.size();
	}

	/**
	 * Returns whether its validators are sent as the application gives them.
	 * @return {@code false} also if that is known from the values only
	 */
	public boolean isVerbatim() {
		return this.kind.isVerbatim();
	}

	/**
	 * Returns the declarations of its parts.
	 * @return one for each part
	 */
	public List<DeclaredSource> declaredBy() {
		return this.parts.stream().map(VersionPart::source).toList();
	}

	/**
	 * Returns a description for logs.
	 * @return the declarations, such as {@code tags book:#{#id}}
	 */
	public String describe() {
		return String.join(", ", declaredBy().stream().map(DeclaredSource::describe).toList());
	}

	/**
	 * Returns the parameters that it names.
	 * @return their positions
	 */
	public Set<Integer> positions() {
		return this.parts.stream()
			.flatMap((part) -> part.inputs().parameters().keySet().stream())
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the properties of a parameter that it reads.
	 * @param position position of the parameter
	 * @return the path of each, such as {@code details.tenant}
	 */
	public Set<String> pathsOf(int position) {
		return this.parts.stream()
			.flatMap((part) -> part.inputs().parameters().getOrDefault(position, Set.of()).stream())
			.collect(Collectors.toSet());
	}

	/**
	 * Returns whether another declaration has the same parts, so that equal versions give
	 * equal states.
	 * @param other another declaration
	 * @return {@code true} if both consist of as many versions and dates
	 */
	public boolean hasShapeOf(DeclaredVersion other) {
		return this.parts.size() == other.parts.size() && this.versions == other.versions;
	}

	private boolean isSingleVersion() {
		return this.parts.size() == 1 && this.versions == 1;
	}

	/**
	 * Takes a value that the application has read itself for the declared one.
	 * @param value the version, or the date if nothing else is declared
	 * @return the version
	 * @throws IllegalStateException if one value is not all that is declared
	 */
	public VersionReading given(@Nullable Object value) {
		VersionReading reading = new VersionReading(List.of(), this.kind, Arguments.unknown(this.handler));
		if (isSingleVersion()) {
			reading.addGiven(value);
		}
		else if (isDateOnly()) {
			reading.addDate(value);
		}
		else {
			throw new IllegalStateException(("%s declares more than one version, so one value can't stand for it; "
					+ "declare a single version that covers them")
				.formatted(this.handler.method()));
		}
		return reading;
	}

	/**
	 * Requires that a value, which the application has read itself, may equal the
	 * declared one.
	 * @param value the value
	 * @param current the version that was read for the same request, or {@code null} if
	 * none was read
	 * @throws IllegalArgumentException if the two are of different kinds
	 */
	public void requireKind(@Nullable Object value, @Nullable VersionReading current) {
		if (isDateOnly()) {
			given(value);
		}
		else if (isSingleVersion()) {
			this.kind.require(value, (current != null) ? current.kind() : null, this.handler.method().getName());
		}
	}

	/**
	 * Reads all parts that are known before the handler runs.
	 * @param arguments the arguments of the handler
	 * @return the version so far
	 * @throws RuntimeException if a part can't be read
	 */
	public VersionReading read(@Nullable Object[] arguments) {
		return read(Arguments.of(this.handler, arguments));
	}

	/**
	 * Reads the same parts for a handler that writes.
	 * @param arguments the arguments of that handler
	 * @param positions for each parameter of the handler that the version is declared
	 * for, the position of the argument that stands for it, or -1 if there is none
	 * @return the version so far
	 * @throws RuntimeException if a part can't be read, or needs an argument that is
	 * missing
	 */
	public VersionReading read(@Nullable Object[] arguments, List<Integer> positions) {
		return read(Arguments.of(this.handler, arguments, positions));
	}

	private VersionReading read(Arguments arguments) {
		return new VersionReading(this.parts, this.kind, arguments).begin();
	}

}
