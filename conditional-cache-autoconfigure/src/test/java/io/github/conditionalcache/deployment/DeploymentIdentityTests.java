package io.github.conditionalcache.deployment;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import io.github.conditionalcache.Deployment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeploymentIdentity} and {@link ClassPath}.
 */
class DeploymentIdentityTests {

	private static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");

	@TempDir
	private Path temp;

	@Test
	void identityWhenNothingIsKnownOfTheBuildIsThatOfItsContent() {
		Deployment deployment = DeploymentIdentity.of(null, null, getClass().getClassLoader(), List.of());
		assertThat(deployment.identity()).matches("content [0-9a-f]{16}");
		assertThat(deployment.builtAt()).isNull();
		assertThat(DeploymentIdentity.of(null, null, getClass().getClassLoader(), List.of())).isEqualTo(deployment);
	}

	@Test
	void identityNamesCommitAndTimeBesideTheContent() {
		Deployment deployment = DeploymentIdentity.of("1a2b3c4", BUILT, null, List.of());
		assertThat(deployment.description())
			.matches("commit 1a2b3c4, built at 2026-01-02T03:04:05Z, content [0-9a-f]{16}");
		assertThat(deployment.builtAt()).isEqualTo(BUILT);
		assertThat(DeploymentIdentity.of("1a2b3c5", BUILT, null, List.of()).identity())
			.isNotEqualTo(deployment.identity());
		assertThat(DeploymentIdentity.of("1a2b3c4", BUILT.plusSeconds(1), null, List.of()).identity())
			.isNotEqualTo(deployment.identity());
	}

	@Test
	void identityFollowsFoldersAndTheLoaderOfTheApplication() throws IOException {
		Path folder = Packed.EMPTY.with("templates/a.html", "a").toFolder(this.temp.resolve("classes"));
		try (URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() })) {
			String before = DeploymentIdentity.of(null, null, loader, List.of()).identity();
			assertThat(before).isNotEqualTo(DeploymentIdentity.of(null, null, null, List.of()).identity())
				.isEqualTo(DeploymentIdentity.of(null, null, null, List.of(folder)).identity());
			Files.writeString(folder.resolve("templates/a.html"), "b");
			assertThat(DeploymentIdentity.of(null, null, loader, List.of()).identity()).isNotEqualTo(before);
		}
	}

	@Test
	void everyRestartOfTheDeveloperToolsIsADeployment() throws IOException {
		try (URLClassLoader loader = new RestartClassLoader(getClass().getClassLoader(), new URL[0])) {
			String identity = DeploymentIdentity.of("1a2b3c4", BUILT, loader, List.of()).identity();
			assertThat(identity).contains(", restart ");
			assertThat(DeploymentIdentity.of("1a2b3c4", BUILT, loader, List.of()).identity()).isNotEqualTo(identity);
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			url,                                                   root
			file:%s/my%%20app.jar,                                 my app.jar
			jar:file:%s/my%%20app.jar!/,                           my app.jar
			jar:nested:%s/my%%20app.jar/!BOOT-INF/classes/!/,      my app.jar
			jar:nested:%s/my%%20app.jar/!BOOT-INF/lib/a-1.0.jar!/, my app.jar
			jar:file:%s/my%%20app.jar!/BOOT-INF/lib/a.jar!/,       my app.jar
			war:file:%s/my%%20app.jar*/WEB-INF/lib/a.jar,          my app.jar
			jar:war:file:%s/my%%20app.jar*/WEB-INF/lib/a.jar!/,    my app.jar
			file:%s/a+b/,                                          a+b
			file:%s/missing.jar,
			https://example.org/a.jar,
			""")
	void rootOfUrl(String url, @Nullable String root) throws IOException {
		Packed.write(this.temp.resolve("my app.jar"), Packed.EMPTY.with("a", "a").toArchive());
		Files.createDirectories(this.temp.resolve("a+b"));
		URL parsed = new URL(null, url.formatted(this.temp), new URLStreamHandler() {

			@Override
			protected URLConnection openConnection(URL opened) {
				throw new IllegalStateException();
			}

		});
		try (URLClassLoader loader = new URLClassLoader(new URL[] { parsed }, null)) {
			assertThat(ClassPath.roots(loader, List.of(""), List.of()))
				.isEqualTo((root != null) ? List.of(this.temp.toRealPath().resolve(root)) : List.of());
		}
	}

	@Test
	void rootsOfClassPathHoldWhatManifestsName() throws IOException {
		Path lib = Packed.write(this.temp.resolve("lib/a.jar"), Packed.EMPTY.with("a", "a").toArchive());
		Path app = this.temp.resolve("app.jar");
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes()
			.put(Attributes.Name.CLASS_PATH, "lib/a.jar lib/missing.jar https://example.org/b.jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(app), manifest)) {
			out.flush();
		}
		assertThat(ClassPath.roots(null, List.of(app.toString()), List.of())).containsExactly(app.toRealPath(),
				lib.toRealPath());
	}

	@Test
	void rootsThatLieInOthersAndTheRootOfTheFileSystemAreLeftOut() throws IOException {
		Path web = Packed.EMPTY.with("WEB-INF/classes/A.class", "a").toFolder(this.temp.resolve("web"));
		String classPath = String.join(File.pathSeparator, web.resolve("WEB-INF/classes").toString(), web.toString(),
				"/", web.toString());
		assertThat(ClassPath.roots(null, List.of(classPath), List.of(web))).containsExactly(web.toRealPath());
	}

	@Test
	void rootsOfAnUnpackedArchiveAreWhatWasPacked() throws IOException {
		Path unpacked = Packed.EMPTY.with("BOOT-INF/classes/A.class", "a")
			.with("logs/app.log", "x")
			.toFolder(this.temp.resolve("unpacked"));
		try (URLClassLoader loader = new URLClassLoader(
				new URL[] { unpacked.resolve("BOOT-INF/classes").toUri().toURL() }, null)) {
			assertThat(ClassPath.roots(loader, List.of(unpacked.toString()), List.of()))
				.containsExactly(unpacked.toRealPath().resolve("BOOT-INF"));
		}
	}

}
