package io.github.conditionalcache.benchmarks.app;

import io.github.conditionalcache.Cacheable304;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A version that is known before the controller runs, without any parameter: to be
 * compared with an empty controller that has none either.
 */
@RestController
public class PlainEarlyController {

	private final Documents documents;

	PlainEarlyController(Documents documents) {
		this.documents = documents;
	}

	@GetMapping("/early-plain/16k")
	@Cacheable304("@versions.latest()")
	Document medium() {
		return this.documents.medium();
	}

}
