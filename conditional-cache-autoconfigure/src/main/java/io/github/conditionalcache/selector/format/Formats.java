package io.github.conditionalcache.selector.format;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The media types that a handler's answers can be sent as. Thread-safe.
 */
public final class Formats {

	/** More than clients of one application have. */
	private static final int MOST_KNOWN = 64;

	/** Longer ones are read again each time. */
	private static final int LONGEST_KNOWN = 256;

	private final List<MediaType> producible;

	private final @Nullable MediaType only;

	private final Kind kind;

	private final Map<String, Boolean> known = new ConcurrentHashMap<>();

	private Formats(List<MediaType> producible, @Nullable MediaType only, Kind kind) {
		this.producible = producible;
		this.only = only;
		this.kind = kind;
	}

	/**
	 * Returns the formats of media types that can be produced.
	 * @param types the types; empty if they are not known
	 * @return the formats
	 */
	static Formats of(Set<MediaType> types) {
		if (types.isEmpty()) {
			return new Formats(List.of(MediaType.ALL), null, Kind.SEVERAL);
		}
		Set<MediaType> concrete = types.stream().filter(MediaType::isConcrete).collect(Collectors.toUnmodifiableSet());
		boolean echoes = concrete.size() < types.size();
		Kind kind = echoes ? Kind.ECHOED : Kind.ONE;
		return new Formats(List.copyOf(types), (concrete.size() == 1) ? concrete.iterator().next() : null,
				(concrete.size() > 1) ? Kind.SEVERAL : kind);
	}

	/**
	 * Returns the format of content that is the same whatever type it is sent as, or
	 * whose type is its own.
	 * @return one format, which may be given the name that a request asks for
	 */
	static Formats ofAnyName() {
		return new Formats(List.of(MediaType.ALL), null, Kind.ECHOED);
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * Returns whether a request gets the format that requests without Accept get.
	 * @param accepted value of the Accept field
	 * @return {@code false} if it may get another one
	 */
	boolean isDefault(String accepted) {
		if (accepted.equals(MediaType.ALL_VALUE)) {
			return true;
		}
		if (this.kind == Kind.SEVERAL) {
			return false;
		}
		Boolean is = this.known.get(accepted);
		if (is == null) {
			is = read(accepted);
			if (accepted.length() <= LONGEST_KNOWN && this.known.size() < MOST_KNOWN) {
				this.known.put(accepted, is);
			}
		}
		return is;
	}

	private boolean read(String accepted) {
		try {
			return areDefault(MediaType.parseMediaTypes(accepted));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	// A type that can't be produced makes no difference, and a range gets the only
	// concrete type in it. All others are sent as they were asked for, parameters
	// included.
	private boolean areDefault(List<MediaType> accepted) {
		List<MediaType> counting = accepted.stream()
			.filter((type) -> this.producible.stream().anyMatch(type::isCompatibleWith))
			.toList();
		return !counting.isEmpty() && counting.stream().allMatch((type) -> isRange(type) || isOnly(type));
	}

	private boolean isRange(MediaType type) {
		return type.getSubtype().equals("*") && parameters(type).isEmpty()
				&& ((this.only != null) ? type.includes(this.only) : type.isWildcardType());
	}

	private boolean isOnly(MediaType type) {
		return this.only != null && type.equalsTypeAndSubtype(this.only)
				&& (parameters(type).isEmpty() || parameters(type).equals(parameters(this.only)));
	}

	private static Map<String, String> parameters(MediaType type) {
		return type.removeQualityValue().getParameters();
	}

	/**
	 * How many formats there are.
	 */
	enum Kind {

		/** One media type. */
		ONE,

		/** One by default, and others that a request asks for by name. */
		ECHOED,

		/** Two or more, or it is not known. */
		SEVERAL

	}

}
