package io.github.conditionalcache.selector.handler;

/**
 * How the paths of one pattern relate to those of another, the closest first.
 */
public enum PathRelation {

	/** The same paths. */
	SAME,

	/** The same structure, and more values of a variable. */
	LOOSER,

	/** All of the other's paths, and more. */
	WIDER,

	/** The same structure, and perhaps the same values. */
	SIMILAR,

	/** Some of the other's paths. */
	NARROWER,

	/** Some of the other's paths, and more. */
	CROSSING,

	/** No path in common. */
	APART;

	PathRelation and(PathRelation other) {
		PathRelation closer = (compareTo(other) < 0) ? this : other;
		PathRelation further = (closer == this) ? other : this;
		if (further == NARROWER || further == SIMILAR) {
			return (closer == WIDER || closer == LOOSER) ? CROSSING : further;
		}
		return further;
	}

}
