package io.github.conditionalcache.sample;

import org.springframework.test.context.TestPropertySource;

/**
 * {@link EarlyAnswerTests} with Spring Boot's default, a persistence context that is open
 * for the whole request.
 */
@TestPropertySource(properties = "spring.jpa.open-in-view=true")
class OpenInViewTests extends EarlyAnswerTests {

}
