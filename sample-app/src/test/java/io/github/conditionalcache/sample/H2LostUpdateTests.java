package io.github.conditionalcache.sample;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Lost updates over the database that the sample runs with.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class H2LostUpdateTests extends AbstractLostUpdateTests {

}
