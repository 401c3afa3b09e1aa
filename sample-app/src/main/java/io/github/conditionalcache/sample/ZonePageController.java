package io.github.conditionalcache.sample;

import io.github.conditionalcache.Cacheable304;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The zones as pages. The page of one zone has the zone's version. The list names none,
 * so its entity tag comes from the rendered bytes. The form of a zone reads and writes
 * through the API, whose entity tag it gives back with what the user has typed.
 */
@Controller
@Cacheable304
class ZonePageController {

	private final ZoneService zones;

	ZonePageController(ZoneService zones) {
		this.zones = zones;
	}

	@GetMapping("/zones")
	String list(Model model) {
		model.addAttribute("countries", this.zones.listByCountry());
		return "zones";
	}

	@GetMapping("/zones/{id}")
	@Cacheable304("@zoneService.versionOf(#id)")
	String get(@PathVariable long id, Model model) {
		model.addAttribute("zone", this.zones.get(id));
		model.addAttribute("maxCommentLength", Zone.MAX_COMMENT_LENGTH);
		return "zone";
	}

	@ExceptionHandler(ZoneNotFoundException.class)
	@ResponseStatus(HttpStatus.NOT_FOUND)
	String missing() {
		return "missing";
	}

}
