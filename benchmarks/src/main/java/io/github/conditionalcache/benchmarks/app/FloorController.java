package io.github.conditionalcache.benchmarks.app;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The least that Spring MVC does for any handler.
 */
@RestController
public class FloorController {

	@GetMapping("/first/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void first(@PathVariable long id) {
	}

	@GetMapping("/floor/16k")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void floor() {
	}

	@GetMapping("/floor/16k/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void floor(@PathVariable long id) {
	}

}
