package io.github.conditionalcache.sample;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads and edits zones, each call in one transaction.
 */
@Service
@Transactional(readOnly = true)
class ZoneService {

	private final ZoneRepository zones;

	private final Clock clock;

	ZoneService(ZoneRepository zones, Clock clock) {
		this.zones = zones;
		this.clock = clock;
	}

	List<Zone> list() {
		return this.zones.findAllByOrderByName();
	}

	List<Zone> listIn(String countryCode) {
		return this.zones.findByCountryCodeIgnoreCaseOrderByName(countryCode);
	}

	Map<Country, List<Zone>> listByCountry() {
		return this.zones.findAllByOrderByCountryNameAscNameAsc()
			.stream()
			.collect(Collectors.groupingBy((zone) -> new Country(zone.getCountryCode(), zone.getCountryName()),
					LinkedHashMap::new, Collectors.toList()));
	}

	Zone get(long id) {
		return this.zones.findById(id).orElseThrow(() -> new ZoneNotFoundException(id));
	}

	/**
	 * Replaces the comment. A comment that stays the same changes nothing, not even the
	 * version.
	 * @param id the zone to edit
	 * @param comment the new comment
	 * @return the zone after the edit
	 */
	@Transactional
	Zone editComment(long id, String comment) {
		String stripped = comment.strip();
		if (stripped.length() > Zone.MAX_COMMENT_LENGTH) {
			throw new CommentTooLongException(stripped.length());
		}
		Zone zone = get(id);
		zone.edit(stripped, this.clock.instant());
		return zone;
	}

}
