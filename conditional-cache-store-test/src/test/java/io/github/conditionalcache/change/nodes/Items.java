package io.github.conditionalcache.change.nodes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Some of the items that the nodes serve: each is a number that only grows. What a client
 * holds is stale if one of its numbers is smaller than the one that could be seen.
 *
 * @param path where they are served, such as {@code /pairs/2/3}
 * @param ids their ids, in the order of the numbers
 */
record Items(String path, List<Integer> ids) {

	/**
	 * How many there are.
	 */
	static final int COUNT = 8;

	/**
	 * Returns all resources of a node.
	 * @return the list, each item and some pairs
	 */
	static List<Items> resources() {
		Stream<String> items = IntStream.rangeClosed(1, COUNT).mapToObj((id) -> "/items/" + id);
		Stream<String> pairs = IntStream.range(1, COUNT).mapToObj((id) -> "/pairs/" + id + "/" + (id + 1));
		return Stream.of(Stream.of("/items"), items, pairs).flatMap((paths) -> paths).map(Items::at).toList();
	}

	/**
	 * Returns what is served at a path.
	 * @param path the path
	 * @return the items
	 */
	static Items at(String path) {
		List<Integer> ids = Arrays.stream(path.split("\\D+"))
			.filter((id) -> !id.isEmpty())
			.map(Integer::valueOf)
			.toList();
		return new Items(path, ids.isEmpty() ? IntStream.rangeClosed(1, COUNT).boxed().toList() : ids);
	}

}
