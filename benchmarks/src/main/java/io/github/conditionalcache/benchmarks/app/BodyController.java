package io.github.conditionalcache.benchmarks.app;

import io.github.conditionalcache.Cacheable304;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same with a tag from a hash of the body.
 */
@RestController
@RequestMapping("/body")
@Cacheable304
public class BodyController extends BareController {

	BodyController(Documents documents, Rows rows) {
		super(documents, rows);
	}

}
