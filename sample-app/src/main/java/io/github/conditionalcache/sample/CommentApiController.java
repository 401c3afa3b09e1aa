package io.github.conditionalcache.sample;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The comment of a zone as text. Not every zone has one, so here clients create and
 * remove; writes without a precondition are accepted.
 */
@RestController
@RequestMapping("/api/zones/{id}/comment")
class CommentApiController {

	private final ZoneService zones;

	CommentApiController(ZoneService zones) {
		this.zones = zones;
	}

	@GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
	@Cacheable304("@zoneService.versionOfComment(#id)")
	String get(@PathVariable long id) {
		return this.zones.getComment(id);
	}

	@PutMapping(consumes = MediaType.TEXT_PLAIN_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
	@ConditionalWrite
	ResponseEntity<String> put(@PathVariable long id, @RequestBody String comment, WritePrecondition precondition) {
		WrittenComment written = this.zones.putComment(id, comment, precondition);
		precondition.written(written.zone().getVersion());
		return ResponseEntity.status(written.created() ? HttpStatus.CREATED : HttpStatus.OK)
			.body(written.zone().getComment());
	}

	@DeleteMapping
	@ConditionalWrite
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id, WritePrecondition precondition) {
		this.zones.removeComment(id, precondition);
	}

}
