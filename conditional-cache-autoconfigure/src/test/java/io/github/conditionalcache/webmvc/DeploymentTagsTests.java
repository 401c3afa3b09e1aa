package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Deployment;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a new deployment of the same data does to entity tags and dates.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeploymentTagsTests {

	private static final String CHANGED = "Tue, 03 Feb 2026 04:05:06 GMT";

	private final WebApplicationContextRunner runner = MockedMvc.runner().withBean(Handlers.class);

	@TempDir
	private Path temp;

	@Test
	void tagOfAnotherBuildIsNoLongerCurrent(CapturedOutput output) throws Exception {
		String tag = tag(deployed("one", "a"), this.runner);
		assertThat(tag(deployed("two", "a"), this.runner)).as("on another node").isEqualTo(tag);
		assertThat(output).contains("Entity tags differ with each deployment, this one being: content ");
		URL changed = deployed("three", "b");
		assertThat(tag(changed, this.runner)).isNotEqualTo(tag);
		assertThat(get(changed, this.runner, "/early", "If-None-Match: " + tag).getStatus()).isEqualTo(200);
	}

	@Test
	void tagOutlivesABuildIfDeploymentsDoNotCount() throws Exception {
		WebApplicationContextRunner uncounted = this.runner
			.withPropertyValues("conditional-cache.variant.deployment=false")
			.withBean(BuildProperties.class, DeploymentTagsTests::build);
		String tag = tag(deployed("one", "a"), uncounted);
		MockHttpServletResponse answer = get(deployed("two", "b"), uncounted, "/early", "If-None-Match: " + tag);
		assertThat(answer.getStatus()).isEqualTo(304);
		assertThat(answer.getHeader("Last-Modified")).isEqualTo(CHANGED);
	}

	@Test
	void commitDoesNotStandForWhatWasDeployed(CapturedOutput output) throws Exception {
		for (String dirty : new String[] { "true", "false" }) {
			WebApplicationContextRunner committed = this.runner.withBean(GitProperties.class, () -> git(dirty));
			assertThat(tag(deployed("one" + dirty, "a"), committed))
				.isNotEqualTo(tag(deployed("two" + dirty, "b"), committed));
		}
		assertThat(output).contains("commit 1a2b3c4 with changes, content ").contains("commit 1a2b3c4, content ");
	}

	@Test
	void versionDoesNotStandForABuild() throws Exception {
		URL deployed = deployed("one", "a");
		WebApplicationContextRunner built = this.runner.withBean(BuildProperties.class, DeploymentTagsTests::build);
		assertThat(tag(deployed, built)).isNotEqualTo(tag(deployed, this.runner));
	}

	@Test
	void applicationMayIdentifyItself() throws Exception {
		WebApplicationContextRunner identified = this.runner.withBean(Deployment.class,
				() -> new Deployment("mine", "mine", null));
		assertThat(tag(deployed("one", "a"), identified)).isEqualTo(tag(deployed("two", "b"), identified));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,    date
			/early,  'Wed, 04 Feb 2026 00:00:00 GMT'
			/late,   'Wed, 04 Feb 2026 00:00:00 GMT'
			/newer,  'Thu, 05 Feb 2026 00:00:00 GMT'
			/own,    'Tue, 03 Feb 2026 04:05:06 GMT'
			""")
	void dateIsNotEarlierThanTheBuildUnlessTheApplicationSetsIt(String path, String date) throws Exception {
		WebApplicationContextRunner built = this.runner.withBean(BuildProperties.class, DeploymentTagsTests::build);
		URL deployed = deployed("one", "a");
		assertThat(get(deployed, built, path).getHeader("Last-Modified")).isEqualTo(date);
		assertThat(get(deployed, built, path, "If-Modified-Since: " + date).getStatus()).isEqualTo(304);
		assertThat(get(deployed, built, path, "If-Modified-Since: " + CHANGED).getStatus())
			.isEqualTo(date.equals(CHANGED) ? 304 : 200);
	}

	private URL deployed(String folder, String template) throws IOException {
		Path file = this.temp.resolve(folder + "/templates/a.html");
		Files.createDirectories(file.getParent());
		Files.writeString(file, template);
		return this.temp.resolve(folder).toUri().toURL();
	}

	private static String tag(URL deployed, WebApplicationContextRunner runner) throws Exception {
		String tag = get(deployed, runner, "/early").getHeader("ETag");
		assertThat(tag).isNotNull();
		return tag;
	}

	private static MockHttpServletResponse get(URL deployed, WebApplicationContextRunner runner, String path,
			String... fields) throws Exception {
		MockHttpServletResponse[] answer = new MockHttpServletResponse[1];
		try (URLClassLoader loader = new URLClassLoader(new URL[] { deployed },
				DeploymentTagsTests.class.getClassLoader())) {
			runner.withClassLoader(loader).run((context) -> answer[0] = new MockedMvc(context).get(path, fields));
		}
		return answer[0];
	}

	private static BuildProperties build() {
		Properties properties = new Properties();
		properties.setProperty("version", "0.0.1-SNAPSHOT");
		properties.setProperty("time", String.valueOf(Instant.parse("2026-02-04T00:00:00Z").toEpochMilli()));
		return new BuildProperties(properties);
	}

	private static GitProperties git(String dirty) {
		Properties properties = new Properties();
		properties.setProperty("commit.id", "1a2b3c4");
		properties.setProperty("dirty", dirty);
		return new GitProperties(properties);
	}

	@RestController
	static class Handlers {

		@GetMapping("/early")
		@Cacheable304(version = "1", lastModified = "T(java.time.Instant).parse('2026-02-03T04:05:06Z')")
		String early() {
			return "early";
		}

		@GetMapping("/late")
		@Cacheable304(
				lastModified = "T(java.time.Instant).parse('2026-02-03T04:05:06Z').plusSeconds(#result.length() - 4)")
		String late() {
			return "late";
		}

		@GetMapping("/newer")
		@Cacheable304(version = "1", lastModified = "T(java.time.Instant).parse('2026-02-05T00:00:00Z')")
		String newer() {
			return "newer";
		}

		@GetMapping("/own")
		@Cacheable304
		String own(HttpServletResponse response) {
			response.setHeader("Last-Modified", CHANGED);
			return "own";
		}

	}

}
