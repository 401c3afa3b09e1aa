package io.github.conditionalcache.slice;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ShelfController {

	@GetMapping("/shelves/{id}")
	@Cacheable304
	String shelf(@PathVariable long id) {
		return "shelf " + id;
	}

	@PutMapping("/shelves/{id}")
	@ConditionalWrite
	String put(@PathVariable long id, WritePrecondition precondition) {
		return precondition.isConditional() ? "if" : "always";
	}

	@GetMapping("/stock/{id}")
	@Cacheable304(version = "@stock.versionOf(#id)", lastModified = "@stock.changed(#id)")
	String stock(@PathVariable long id) {
		return "stock " + id;
	}

	@PutMapping("/stock/{id}")
	@ConditionalWrite(version = "{@stock.versionOf(#id), @books.versionOf(#id)}")
	String putStock(@PathVariable long id) {
		return "performed";
	}

	@DeleteMapping("/books/{id}")
	@ConditionalWrite(required = true)
	String delete(@PathVariable long id) {
		return "performed";
	}

}
