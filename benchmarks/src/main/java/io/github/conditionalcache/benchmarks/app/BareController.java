package io.github.conditionalcache.benchmarks.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Every kind of content, without a tag.
 */
@RestController
@RequestMapping("/bare")
public class BareController {

	private static final int CHUNKS = 10;

	private static final long PAUSE = 100;

	private final Documents documents;

	private final Rows rows;

	BareController(Documents documents, Rows rows) {
		this.documents = documents;
		this.rows = rows;
	}

	@GetMapping("/1k/{id}")
	Document small(@PathVariable long id) {
		return this.documents.small();
	}

	@GetMapping("/16k/{id}")
	Document medium(@PathVariable long id) {
		return this.documents.medium();
	}

	@GetMapping("/256k/{id}")
	Document large(@PathVariable long id) {
		return this.documents.large();
	}

	@GetMapping("/rows/{id}")
	RowList rows(@PathVariable long id) {
		return new RowList(this.rows.all());
	}

	@GetMapping("/2ms/{id}")
	Document slow(@PathVariable long id) throws InterruptedException {
		Thread.sleep(2);
		return this.documents.small();
	}

	// Written by a message converter, so that a filter or buffer sees it
	@GetMapping("/64m/{id}")
	ResponseEntity<Resource> huge(@PathVariable long id) {
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.body(new InputStreamResource(new GeneratedStream()));
	}

	// Straight to the response: what Spring hands out for bodies ignores flushes
	@GetMapping("/trickle/{id}")
	void trickle(@PathVariable long id, HttpServletResponse response) throws IOException {
		response.setContentType(MediaType.TEXT_PLAIN_VALUE);
		trickle(response.getOutputStream());
	}

	private static void trickle(OutputStream out) throws IOException {
		byte[] chunk = "chunk\n".repeat(100).getBytes(StandardCharsets.US_ASCII);
		for (int i = 0; i < CHUNKS; i++) {
			out.write(chunk);
			out.flush();
			pause();
		}
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
