package io.github.conditionalcache.benchmarks.app;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same with the tag on a {@link ResponseEntity}, which Spring compares.
 */
@RestController
@RequestMapping("/entity")
public class ResponseEntityController {

	private final Documents documents;

	private final Rows rows;

	private final Versions versions;

	ResponseEntityController(Documents documents, Rows rows, Versions versions) {
		this.documents = documents;
		this.rows = rows;
		this.versions = versions;
	}

	@GetMapping("/1k/{id}")
	ResponseEntity<Document> small(@PathVariable long id) {
		return tagged(id, this.documents.small());
	}

	@GetMapping("/16k/{id}")
	ResponseEntity<Document> medium(@PathVariable long id) {
		return tagged(id, this.documents.medium());
	}

	@GetMapping("/256k/{id}")
	ResponseEntity<Document> large(@PathVariable long id) {
		return tagged(id, this.documents.large());
	}

	@GetMapping("/rows/{id}")
	ResponseEntity<RowList> rows(@PathVariable long id) {
		return tagged(id, new RowList(this.rows.all()));
	}

	@GetMapping("/2ms/{id}")
	ResponseEntity<Document> slow(@PathVariable long id) throws InterruptedException {
		Thread.sleep(2);
		return tagged(id, this.documents.small());
	}

	private <T> ResponseEntity<T> tagged(long id, T body) {
		return ResponseEntity.ok().eTag(String.valueOf(this.versions.of(id))).body(body);
	}

}
