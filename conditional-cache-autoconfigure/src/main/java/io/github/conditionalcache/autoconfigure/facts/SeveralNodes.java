package io.github.conditionalcache.autoconfigure.facts;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Signs that the application runs, or is meant to run, on several nodes.
 */
public final class SeveralNodes {

	private static final String CLUSTERED_QUARTZ = "spring.quartz.properties.org.quartz.jobStore.isClustered";

	private static final String SHARED_LOCKS = "net.javacrumbs.shedlock.core.LockProvider";

	private static final String SESSIONS = "org.springframework.session.SessionRepository";

	private static final String LOCAL_SESSIONS = "org.springframework.session.MapSessionRepository";

	private final ListableBeanFactory beans;

	private final Environment environment;

	/**
	 * Creates the search.
	 * @param beans the beans of the application
	 * @param environment its properties, with the variables of the platform
	 */
	public SeveralNodes(ListableBeanFactory beans, Environment environment) {
		this.beans = beans;
		this.environment = environment;
	}

	/**
	 * Returns a sign of other nodes.
	 * @return a clause, or {@code null} if there is no sign
	 */
	public @Nullable String sign() {
		String number = instance();
		if (number != null) {
			return "this is instance " + number;
		}
		if (this.environment.getProperty(CLUSTERED_QUARTZ, Boolean.class, false)) {
			return "Quartz is clustered";
		}
		if (has(SHARED_LOCKS)) {
			return "ShedLock keeps other nodes from running its tasks";
		}
		return (has(SESSIONS) && !has(LOCAL_SESSIONS)) ? "Spring Session keeps sessions where other nodes find them"
				: null;
	}

	// The first one may be the only one
	private @Nullable String instance() {
		String index = this.environment.getProperty("CF_INSTANCE_INDEX", "0");
		String dyno = this.environment.getProperty("DYNO", "");
		if (index.matches("[1-9]\\d*")) {
			return index;
		}
		return dyno.matches("web\\.([2-9]|[1-9]\\d+)") ? dyno : null;
	}

	private boolean has(String type) {
		ClassLoader classLoader = ClassUtils.getDefaultClassLoader();
		return ClassUtils.isPresent(type, classLoader) && this.beans
			.getBeanNamesForType(ClassUtils.resolveClassName(type, classLoader), true, false).length > 0;
	}

}
