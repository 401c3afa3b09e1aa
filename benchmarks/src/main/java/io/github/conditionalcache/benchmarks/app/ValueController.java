package io.github.conditionalcache.benchmarks.app;

import java.util.List;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.EtagVersion;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same with a version marked on the returned value.
 */
@RestController
@RequestMapping("/value")
@Cacheable304
public class ValueController {

	private final Documents documents;

	private final Rows rows;

	private final Versions versions;

	ValueController(Documents documents, Rows rows, Versions versions) {
		this.documents = documents;
		this.rows = rows;
		this.versions = versions;
	}

	@GetMapping("/1k/{id}")
	VersionedDocument small(@PathVariable long id) {
		return new VersionedDocument(this.versions.of(id), this.documents.small().items());
	}

	@GetMapping("/16k/{id}")
	VersionedDocument medium(@PathVariable long id) {
		return new VersionedDocument(this.versions.of(id), this.documents.medium().items());
	}

	@GetMapping("/256k/{id}")
	VersionedDocument large(@PathVariable long id) {
		return new VersionedDocument(this.versions.of(id), this.documents.large().items());
	}

	@GetMapping("/rows/{id}")
	VersionedRows rows(@PathVariable long id) {
		return new VersionedRows(this.versions.of(id), this.rows.all());
	}

	@GetMapping("/2ms/{id}")
	VersionedDocument slow(@PathVariable long id) throws InterruptedException {
		Thread.sleep(2);
		return new VersionedDocument(this.versions.of(id), this.documents.small().items());
	}

	/**
	 * A document that carries its version.
	 *
	 * @param version the version
	 * @param items the content
	 */
	record VersionedDocument(@EtagVersion Long version, List<Item> items) {

	}

	/**
	 * Rows that carry their version.
	 *
	 * @param version the version
	 * @param rows the content
	 */
	record VersionedRows(@EtagVersion Long version, List<Row> rows) {

	}

}
