package io.github.conditionalcache.sample;

import java.util.List;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The zones as JSON. A client that is up to date is answered before the handler runs: all
 * that is read for it is the version that the annotation names. A client that is not up
 * to date writes nothing.
 */
@RestController
@RequestMapping("/api/zones")
class ZoneApiController {

	private final ZoneService zones;

	ZoneApiController(ZoneService zones) {
		this.zones = zones;
	}

	// A list may be ten seconds old before a client asks again
	@GetMapping
	@Cacheable304(version = "@zoneService.versionOfList(#country)", cacheControl = "private, max-age=10")
	List<Zone> list(@RequestParam @Nullable String country) {
		return (country != null) ? this.zones.listIn(country) : this.zones.list();
	}

	@GetMapping("/{id}")
	@Cacheable304("@zoneService.versionOf(#id)")
	Zone get(@PathVariable long id) {
		return this.zones.get(id);
	}

	// Compared with the version that the handler of GET declares
	@PutMapping("/{id}")
	@ConditionalWrite(required = true)
	Zone put(@PathVariable long id, @RequestBody ZoneEdit edit, WritePrecondition precondition) {
		String comment = edit.comment();
		Zone edited = this.zones.edit(id, (comment != null) ? comment : "", precondition);
		precondition.written(edited.getVersion());
		return edited;
	}

}
