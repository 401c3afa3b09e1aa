package io.github.conditionalcache.slice;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BookController {

	private final Books service;

	private final AuthorStore authors;

	BookController(Books service, AuthorStore authors) {
		this.service = service;
		this.authors = authors;
	}

	@GetMapping("/books/{id}")
	@Cacheable304("@books.versionOf(#id)")
	String book(@PathVariable long id) {
		return this.service.title(id);
	}

	@PutMapping("/books/{id}")
	@ConditionalWrite(required = true)
	String put(@PathVariable long id, @RequestBody String title, WritePrecondition precondition) {
		precondition.check(this.service.versionOf(id));
		precondition.written(this.service.versionOf(id) + 1);
		return title;
	}

	@GetMapping("/authors/{id}")
	@Cacheable304("@authors.versionOf(#id)")
	String author(@PathVariable long id) {
		return this.authors.name(id);
	}

	@GetMapping("/prices/{id}")
	@Cacheable304("@tariff.versionOf(#id)")
	String price(@PathVariable long id) {
		return "12.50";
	}

}
