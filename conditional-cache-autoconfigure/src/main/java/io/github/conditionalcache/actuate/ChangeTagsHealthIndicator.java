package io.github.conditionalcache.actuate;

import java.util.function.Supplier;

import io.github.conditionalcache.change.ChangeTagStore;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows whether the versions of change tags can be read. If not, the health is unknown
 * and never down: answers are made by the controllers, so the application does its work,
 * and another instance would fare no better. Thread-safe.
 */
public final class ChangeTagsHealthIndicator implements HealthIndicator {

	private static final int[] ANY = { 0 };

	private final Supplier<@Nullable ChangeTagStore> store;

	/**
	 * Creates the indicator.
	 * @param store gives the store, or {@code null} as long as nothing needs it
	 */
	public ChangeTagsHealthIndicator(Supplier<@Nullable ChangeTagStore> store) {
		this.store = store;
	}

	@Override
	public Health health() {
		ChangeTagStore used = this.store.get();
		if (used == null) {
			return Health.up().withDetail("versions", "not used").build();
		}
		Health.Builder health = Health.up().withDetail("store", used.getClass().getSimpleName());
		try {
			return health.withDetail("versions", (used.read(ANY) != null) ? "settled" : "unsettled").build();
		}
		catch (RuntimeException ex) {
			return health.unknown().withDetail("versions", "unreadable").withException(ex).build();
		}
	}

}
