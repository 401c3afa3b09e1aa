package io.github.conditionalcache.change.libraries;

import org.springframework.test.context.TestPropertySource;

/**
 * Libraries whose changes are noted in memory.
 */
@TestPropertySource(properties = "conditional-cache.change-tags.store=memory")
class MemoryLibrariesTests extends AbstractLibrariesTests {

}
