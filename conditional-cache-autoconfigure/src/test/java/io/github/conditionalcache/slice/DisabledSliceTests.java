package io.github.conditionalcache.slice;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice of an application that answers no conditional requests.
 */
@WebMvcTest(controllers = ShelfController.class, properties = "conditional-cache.enabled=false")
class DisabledSliceTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void writeIsPerformedUnchecked() {
		assertThat(this.mvc.put().uri("/shelves/1").header("If-Match", "\"7\"")).hasStatus(200);
	}

	@Test
	void answerHasNoTag() {
		assertThat(this.mvc.get().uri("/shelves/1")).hasStatus(200).doesNotContainHeader("ETag");
	}

}
