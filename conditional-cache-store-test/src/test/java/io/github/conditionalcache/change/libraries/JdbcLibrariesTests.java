package io.github.conditionalcache.change.libraries;

import org.springframework.test.context.TestPropertySource;

/**
 * Libraries whose changes are noted in the database.
 */
@TestPropertySource(properties = "conditional-cache.change-tags.store=jdbc")
class JdbcLibrariesTests extends AbstractLibrariesTests {

}
