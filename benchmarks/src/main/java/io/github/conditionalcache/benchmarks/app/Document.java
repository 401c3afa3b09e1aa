package io.github.conditionalcache.benchmarks.app;

import java.util.List;

/**
 * Content that is sent as JSON.
 *
 * @param items its entries
 */
record Document(List<Item> items) {

}
