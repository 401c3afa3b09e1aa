package io.github.conditionalcache.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Fills the database before the first request can come.
 */
@Component
class ZoneLoader implements InitializingBean {

	private final ZoneRepository zones;

	private final Clock clock;

	ZoneLoader(ZoneRepository zones, Clock clock) {
		this.zones = zones;
		this.clock = clock;
	}

	@Override
	public void afterPropertiesSet() throws IOException {
		Instant now = this.clock.instant();
		List<ListedZone> listed = ZoneTable.read(text("data/zone.tab"), text("data/iso3166.tab"));
		this.zones.saveAll(listed.stream().map((zone) -> new Zone(zone, now)).toList());
	}

	private String text(String path) throws IOException {
		return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
	}

}
