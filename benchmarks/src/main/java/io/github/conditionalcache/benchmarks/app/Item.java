package io.github.conditionalcache.benchmarks.app;

/**
 * One entry of a document.
 *
 * @param id a number
 * @param name a short text
 * @param description a longer text
 * @param price a number with a fraction
 * @param available a truth value
 */
record Item(long id, String name, String description, double price, boolean available) {

}
