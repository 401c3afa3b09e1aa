package io.github.conditionalcache.benchmarks.app;

/**
 * A row of the database.
 *
 * @param id the key
 * @param name a short text
 * @param description a longer text
 * @param version counts its changes
 */
record Row(long id, String name, String description, long version) {

}
