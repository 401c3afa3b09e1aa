package io.github.conditionalcache.benchmarks.app;

import io.github.conditionalcache.Cacheable304;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same with a version that is known before the controller runs.
 */
@RestController
@RequestMapping("/early")
@Cacheable304("@versions.of(#id)")
public class EarlyController extends BareController {

	EarlyController(Documents documents, Rows rows) {
		super(documents, rows);
	}

}
