package io.github.conditionalcache.autoconfigure.facts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.github.conditionalcache.Deployment;
import io.github.conditionalcache.deployment.DeploymentIdentity;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;

/**
 * The files that the build has left behind about itself, and where it was deployed.
 */
public final class DeployedBuild {

	private DeployedBuild() {
	}

	public static Deployment identify(@Nullable GitProperties git, @Nullable BuildProperties build,
			@Nullable ClassLoader loader, @Nullable ServletContext servletContext) {
		return DeploymentIdentity.of(commit(git), builtAt(git, build), loader, folders(servletContext));
	}

	private static @Nullable String commit(@Nullable GitProperties git) {
		String commit = (git != null) ? first(git, "commit.id", "commit.id.full", "commit.id.abbrev") : null;
		return (git != null && commit != null && Boolean.parseBoolean(git.get("dirty"))) ? commit + " with changes"
				: commit;
	}

	private static @Nullable String first(GitProperties git, String... keys) {
		for (String key : keys) {
			if (git.get(key) != null) {
				return git.get(key);
			}
		}
		return null;
	}

	private static @Nullable Instant builtAt(@Nullable GitProperties git, @Nullable BuildProperties build) {
		if (build != null && build.getTime() != null) {
			return build.getTime();
		}
		if (git == null) {
			return null;
		}
		Instant built = git.getInstant("build.time");
		return (built != null) ? built : git.getCommitTime();
	}

	// Pages of a web application lie beside its classes
	private static List<Path> folders(@Nullable ServletContext servletContext) {
		String folder = (servletContext != null) ? servletContext.getRealPath("/") : null;
		return (folder != null && Files.isDirectory(Path.of(folder, "WEB-INF"))) ? List.of(Path.of(folder)) : List.of();
	}

}
