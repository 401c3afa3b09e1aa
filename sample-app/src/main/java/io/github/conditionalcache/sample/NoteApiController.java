package io.github.conditionalcache.sample;

import java.util.List;

import io.github.conditionalcache.Cacheable304;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Notes about zones. A client that is up to date is answered without any look at the
 * notes: their change tags tell.
 */
@RestController
@RequestMapping("/api/notes")
class NoteApiController {

	private final NoteService notes;

	NoteApiController(NoteService notes) {
		this.notes = notes;
	}

	@GetMapping
	@Cacheable304(tags = "notes")
	List<Note> list() {
		return this.notes.list();
	}

	@GetMapping("/{id}")
	@Cacheable304(tags = "note:#{#id}")
	Note get(@PathVariable long id) {
		return this.notes.get(id);
	}

	@PutMapping(path = "/{id}", consumes = MediaType.TEXT_PLAIN_VALUE)
	Note put(@PathVariable long id, @RequestBody String text) {
		return this.notes.write(id, text);
	}

}
