package io.github.conditionalcache.benchmarks.app;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * The same with Spring's own check in the first line of each handler.
 */
@RestController
@RequestMapping("/check")
public class CheckNotModifiedController {

	private final Documents documents;

	private final Rows rows;

	private final Versions versions;

	CheckNotModifiedController(Documents documents, Rows rows, Versions versions) {
		this.documents = documents;
		this.rows = rows;
		this.versions = versions;
	}

	@GetMapping("/1k/{id}")
	@Nullable Document small(@PathVariable long id, WebRequest request) {
		return isCurrent(id, request) ? null : this.documents.small();
	}

	@GetMapping("/16k/{id}")
	@Nullable Document medium(@PathVariable long id, WebRequest request) {
		return isCurrent(id, request) ? null : this.documents.medium();
	}

	@GetMapping("/256k/{id}")
	@Nullable Document large(@PathVariable long id, WebRequest request) {
		return isCurrent(id, request) ? null : this.documents.large();
	}

	@GetMapping("/rows/{id}")
	@Nullable RowList rows(@PathVariable long id, WebRequest request) {
		return isCurrent(id, request) ? null : new RowList(this.rows.all());
	}

	@GetMapping("/2ms/{id}")
	@Nullable Document slow(@PathVariable long id, WebRequest request) throws InterruptedException {
		if (isCurrent(id, request)) {
			return null;
		}
		Thread.sleep(2);
		return this.documents.small();
	}

	private boolean isCurrent(long id, WebRequest request) {
		return request.checkNotModified(String.valueOf(this.versions.of(id)));
	}

}
