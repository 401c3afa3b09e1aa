package io.github.conditionalcache.benchmarks.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * Versions in a map, as cheap as a look-up can be.
 */
@Component("versions")
public class Versions {

	private static final Long INITIAL = 1_764_000_000_000L;

	private final Map<Long, Long> versions = new ConcurrentHashMap<>();

	/**
	 * Returns the version of an item.
	 * @param id the item
	 * @return its version
	 */
	public Long of(long id) {
		return this.versions.computeIfAbsent(id, (key) -> INITIAL + key);
	}

	/**
	 * Returns the version of everything.
	 * @return the version
	 */
	public Long latest() {
		return INITIAL;
	}

}
