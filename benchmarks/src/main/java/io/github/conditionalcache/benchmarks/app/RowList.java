package io.github.conditionalcache.benchmarks.app;

import java.util.List;

/**
 * Rows that are sent as JSON.
 *
 * @param rows the rows
 */
record RowList(List<Row> rows) {

}
