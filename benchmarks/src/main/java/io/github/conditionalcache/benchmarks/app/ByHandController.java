package io.github.conditionalcache.benchmarks.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the fields of a 304 cost at least: the same two as the library's, compared and set
 * with nothing but the servlet API.
 */
@RestController
public class ByHandController {

	private final Documents documents;

	private final Versions versions;

	ByHandController(Documents documents, Versions versions) {
		this.documents = documents;
		this.versions = versions;
	}

	@GetMapping("/by-hand/16k/{id}")
	@Nullable Document medium(@PathVariable long id, HttpServletRequest request, HttpServletResponse response) {
		String tag = "W/\"by.hand.as.long.as.ours...." + this.versions.of(id) + '"';
		response.setHeader(HttpHeaders.ETAG, tag);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache, max-age=0");
		if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
			response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
			return null;
		}
		return this.documents.medium();
	}

}
