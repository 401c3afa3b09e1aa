package io.github.conditionalcache.sample;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * {@link EarlyAnswerTests} with Spring Boot's default, a persistence context that is open
 * for the whole request.
 */
@Import(EarlyAnswerTests.Inspection.class)
@TestPropertySource(properties = "spring.jpa.open-in-view=true")
class OpenInViewTests extends EarlyAnswerTests {

}
