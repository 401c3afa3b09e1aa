package io.github.conditionalcache.deployment;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.github.conditionalcache.Deployment;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the build of the application that is running, by all that was deployed.
 */
public final class DeploymentIdentity {

	private static final String RESTARTING = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	private DeploymentIdentity() {
	}

	/**
	 * Identifies the deployment. The deployed files always count, as a library may bring
	 * the commit of its own build, and a version such as {@code 0.0.1-SNAPSHOT} stays for
	 * many builds.
	 * @param commit the commit that the build was made from, or {@code null}
	 * @param builtAt when the application was built, or {@code null} if that is not known
	 * @param loader loads the application
	 * @param folders further folders that were deployed
	 * @return the deployment
	 */
	public static Deployment of(@Nullable String commit, @Nullable Instant builtAt, @Nullable ClassLoader loader,
			List<Path> folders) {
		List<String> classPath = List.of(System.getProperty("java.class.path", ""),
				System.getProperty("jdk.module.path", ""));
		List<String> parts = new ArrayList<>();
		if (commit != null) {
			parts.add("commit " + commit);
		}
		if (builtAt != null) {
			parts.add("built at " + builtAt);
		}
		parts.add(content(ClassPath.roots(loader, classPath, folders)));
		if (isRestarting(loader)) {
			parts.add("restart " + UUID.randomUUID());
		}
		String description = String.join(", ", parts);
		return new Deployment(description, description, builtAt);
	}

	private static String content(Collection<Path> roots) {
		String problem = "no class path";
		try {
			if (!roots.isEmpty()) {
				return "content " + DeployedContent.digest(roots);
			}
		}
		catch (Exception ex) {
			problem = ex.toString();
		}
		// A new one at each start costs needless answers, the same one for two builds
		// wrong ones
		return "start %s, since the deployed files can't be read (%s)".formatted(UUID.randomUUID(), problem);
	}

	private static boolean isRestarting(@Nullable ClassLoader loader) {
		for (ClassLoader each = loader; each != null; each = each.getParent()) {
			if (each.getClass().getName().equals(RESTARTING)) {
				return true;
			}
		}
		return false;
	}

}
