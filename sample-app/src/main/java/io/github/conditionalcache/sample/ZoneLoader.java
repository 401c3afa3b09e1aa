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
 * Fills an empty database before the first request can come.
 */
@Component
class ZoneLoader implements InitializingBean {

	private final ZoneRepository zones;

	private final NoteRepository notes;

	private final Clock clock;

	ZoneLoader(ZoneRepository zones, NoteRepository notes, Clock clock) {
		this.zones = zones;
		this.notes = notes;
		this.clock = clock;
	}

	@Override
	public void afterPropertiesSet() throws IOException {
		if (this.zones.count() == 0) {
			load();
		}
	}

	private void load() throws IOException {
		Instant now = this.clock.instant();
		List<ListedZone> listed = ZoneTable.read(text("data/zone.tab"), text("data/iso3166.tab"));
		this.zones.saveAll(listed.stream().map((zone) -> new Zone(zone, now)).toList());
		this.notes.save(new Note(130, "Berlin has changed its clocks since 1916", now));
		this.notes.save(new Note(131, "Busingen lies within Switzerland", now));
	}

	private String text(String path) throws IOException {
		return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
	}

}
