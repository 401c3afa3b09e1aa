package io.github.conditionalcache.selector.parameter;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.UnknownSelector;
import org.jspecify.annotations.Nullable;

/**
 * The consequence for a handler's entity tags of one parameter, or of something else that
 * is prepared before the handler runs. Immutable.
 *
 * @param kind the kind of the parameter
 * @param needs selectors of the application that must count, whatever the settings say
 * @param selectors further selectors
 * @param reason why the declared version may not be usable, a clause that goes on from
 * "because"; {@code null} if nothing stands against it
 * @param remedy the remedy, in sentences; {@code null} without a reason
 */
public record ParameterSelection(Kind kind, Set<Need> needs, List<Selector> selectors, @Nullable String reason,
		@Nullable String remedy) {

	private static final Selector UNKNOWN = new UnknownSelector();

	/** Path and query cover it, or it selects nothing. */
	static final ParameterSelection COVERED = new ParameterSelection(Kind.COVERED, Set.of(), List.of(), null, null);

	public ParameterSelection {
		needs = Set.copyOf(needs);
		selectors = List.copyOf(selectors);
	}

	static ParameterSelection by(Selector... selectors) {
		return new ParameterSelection(Kind.SELECTS, Set.of(), List.of(selectors), null, null);
	}

	static ParameterSelection by(Need need, Selector... selectors) {
		return new ParameterSelection((need == Need.QUERY) ? Kind.COVERED : Kind.SELECTS, Set.of(need),
				List.of(selectors), null, null);
	}

	static ParameterSelection data(String reason, String remedy) {
		return new ParameterSelection(Kind.DATA, Set.of(), List.of(), reason, remedy);
	}

	static ParameterSelection opaque(String reason, String remedy) {
		return new ParameterSelection(Kind.OPAQUE, Set.of(), List.of(UNKNOWN), reason, remedy);
	}

	static ParameterSelection unproved(String reason, String remedy) {
		return new ParameterSelection(Kind.UNPROVED, Set.of(), List.of(UNKNOWN), reason, remedy);
	}

	/**
	 * Returns both together.
	 * @param other another
	 * @return the worse kind with its reason, and the selectors of both
	 */
	ParameterSelection and(ParameterSelection other) {
		ParameterSelection worse = (other.kind.compareTo(this.kind) > 0) ? other : this;
		Set<Need> allNeeds = EnumSet.noneOf(Need.class);
		allNeeds.addAll(this.needs);
		allNeeds.addAll(other.needs);
		List<Selector> all = new ArrayList<>(this.selectors);
		all.addAll(other.selectors);
		return new ParameterSelection(worse.kind, allNeeds, all, worse.reason, worse.remedy);
	}

	/**
	 * The kinds of parameters, from the best to the worst.
	 */
	enum Kind {

		/**
		 * Path and query cover it, or it selects nothing.
		 */
		COVERED,

		/**
		 * Something else of the request selects, and its value enters the variant.
		 */
		SELECTS,

		/**
		 * The inputs that lead to it are covered, but it is data that was read before the
		 * version could be. A version read afterwards could be newer.
		 */
		DATA,

		/**
		 * Something that was made before, by whatever of the request or of the data. It
		 * speaks for itself alone: an expression that reads nothing else may be used.
		 */
		OPAQUE,

		/**
		 * It gives access to the whole request, so no selector is known.
		 */
		UNPROVED

	}

	/**
	 * Selectors of the whole application that a parameter takes.
	 */
	public enum Need {

		/**
		 * The query.
		 */
		QUERY,

		/**
		 * The language and time zone.
		 */
		LOCALE,

		/**
		 * The API version.
		 */
		API_VERSION,

		/**
		 * The user.
		 */
		USER

	}

}
