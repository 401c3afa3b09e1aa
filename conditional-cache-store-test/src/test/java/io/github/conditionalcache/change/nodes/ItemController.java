package io.github.conditionalcache.change.nodes;

import java.util.List;

import io.github.conditionalcache.Cacheable304;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves items with change tags.
 */
@RestController
class ItemController {

	private final ItemReader reader;

	private final ItemWriter writer;

	ItemController(ItemReader reader, ItemWriter writer) {
		this.reader = reader;
		this.writer = writer;
	}

	@GetMapping("/items")
	@Cacheable304(tags = "items")
	String list() {
		return this.reader.read("/items");
	}

	@GetMapping("/items/{id}")
	@Cacheable304(tags = "item:#{#id}")
	String item(@PathVariable int id) {
		return this.reader.read("/items/" + id);
	}

	@GetMapping("/pairs/{first}/{second}")
	@Cacheable304(tags = { "item:#{#first}", "item:#{#second}" })
	String pair(@PathVariable int first, @PathVariable int second) {
		return this.reader.read("/pairs/" + first + "/" + second);
	}

	@PostMapping("/items")
	String write(@RequestParam List<Integer> ids, @RequestParam ItemWriter.Way way, @RequestParam boolean rollBack) {
		return this.writer.write(way, ids, rollBack);
	}

}
