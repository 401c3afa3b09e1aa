package io.github.conditionalcache.selector.parameter;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Kind;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Need;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that the parameters of one handler take of the request, and the preparations
 * before it beside them. Immutable.
 */
public final class HandlerParameters {

	/**
	 * No parameters.
	 */
	public static final HandlerParameters NONE = new HandlerParameters(List.of(), List.of());

	private final List<ParameterSelection> parameters;

	private final List<ParameterSelection> others;

	HandlerParameters(List<ParameterSelection> parameters, List<ParameterSelection> others) {
		this.parameters = List.copyOf(parameters);
		this.others = List.copyOf(others);
	}

	private Stream<ParameterSelection> all() {
		return Stream.concat(this.parameters.stream(), this.others.stream());
	}

	/**
	 * Returns the selection of a parameter.
	 * @param index its position
	 * @return the selection that follows from it
	 */
	ParameterSelection get(int index) {
		return this.parameters.get(index);
	}

	/**
	 * Returns the selectors that the parameters add.
	 * @return the selectors, without those of the application
	 */
	public List<Selector> selectors() {
		return all().flatMap((selection) -> selection.selectors().stream()).distinct().toList();
	}

	/**
	 * Returns the selectors of the application that must count.
	 * @return the inputs that the parameters take
	 */
	public Set<Need> needs() {
		Set<Need> needs = EnumSet.noneOf(Need.class);
		all().forEach((selection) -> needs.addAll(selection.needs()));
		return needs;
	}

	/**
	 * Returns whether all that selects is known, so that a version tells the state.
	 * @return {@code false} if only the content does
	 */
	public boolean areProved() {
		return all().allMatch((selection) -> selection.kind().compareTo(Kind.DATA) <= 0);
	}

	/**
	 * Returns why a declared version can't be used.
	 * @param declared the version
	 * @return the first obstacle, or {@code null} if it can be used
	 */
	public @Nullable Obstacle obstacle(DeclaredVersion declared) {
		List<ParameterSelection> read = new ArrayList<>(this.parameters);
		Set<Integer> made = new HashSet<>();
		for (int i = 0; i < read.size(); i++) {
			if (UserProperties.areReadBy(declared, i, read.get(i))) {
				read.set(i, read.get(i).and(UserProperties.NOT_COVERED));
			}
			if (read.get(i).kind().compareTo(Kind.DATA) >= 0) {
				made.add(i);
			}
		}
		boolean readAlone = declared.isOfGivenAlone() && declared.positions().containsAll(made);
		boolean ofResult = declared.isOfResultAlone() && declared.isOfGivenAlone();
		return Stream
			.concat(read.stream().filter((selection) -> !isHarmless(selection, readAlone, ofResult)),
					this.others.stream().filter((selection) -> !isHarmless(selection, false, ofResult)))
			.findFirst()
			.map((selection) -> new Obstacle(String.valueOf(selection.reason()), String.valueOf(selection.remedy())))
			.orElse(null);
	}

	private static boolean isHarmless(ParameterSelection selection, boolean readAlone, boolean ofResult) {
		return switch (selection.kind()) {
			case COVERED, SELECTS -> true;
			case DATA -> readAlone || ofResult;
			case OPAQUE -> readAlone;
			case UNPROVED -> false;
		};
	}

}
