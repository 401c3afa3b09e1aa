package io.github.conditionalcache.sample;

import io.github.conditionalcache.Cacheable304;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers that get no entity tag although their handlers are annotated, one for each of
 * the usual reasons. The page at {@code /} shows them.
 */
@RestController
@RequestMapping("/untagged")
@Cacheable304
class UntaggedController {

	private static final int MORE_THAN_MAX_BODY_SIZE = 1_500_000;

	@GetMapping("/cookie")
	ResponseEntity<String> cookie() {
		ResponseCookie cookie = ResponseCookie.from("seen", "yes").path("/untagged").build();
		return ResponseEntity.ok().header(HttpHeaders.SET_COOKIE, cookie.toString()).body("It sets a cookie.");
	}

	@GetMapping("/no-store")
	ResponseEntity<String> noStore() {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body("It must not be stored.");
	}

	@GetMapping("/too-large")
	String tooLarge() {
		return "x".repeat(MORE_THAN_MAX_BODY_SIZE);
	}

	// Nobody sends the parameter, so the look-up fails
	@GetMapping("/validator-error")
	@Cacheable304("#version.length()")
	String validatorError(@RequestParam @Nullable String version) {
		return "Its version can't be looked up.";
	}

}
