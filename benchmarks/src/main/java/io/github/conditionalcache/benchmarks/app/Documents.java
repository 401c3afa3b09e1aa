package io.github.conditionalcache.benchmarks.app;

import java.util.ArrayList;
import java.util.List;

/**
 * Documents of 1, 16 and 256 KiB of JSON and eleven bytes, the same on every start: each
 * item takes 128.
 */
class Documents {

	private static final int ITEM_LENGTH = 128;

	private final Document small = ofKibibytes(1);

	private final Document medium = ofKibibytes(16);

	private final Document large = ofKibibytes(256);

	Document small() {
		return this.small;
	}

	Document medium() {
		return this.medium;
	}

	Document large() {
		return this.large;
	}

	private static Document ofKibibytes(int kibibytes) {
		int count = kibibytes * 1024 / ITEM_LENGTH;
		List<Item> items = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			boolean available = i % 2 == 0;
			String description = "A description of the item %08x of a shop%s".formatted(i * 0x9E3779B9,
					available ? "." : "");
			items.add(new Item(100_000 + i, "Item %06d".formatted(i), description, 10 + i % 80 + 0.25, available));
		}
		return new Document(List.copyOf(items));
	}

}
