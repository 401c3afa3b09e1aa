package io.github.conditionalcache.sample;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.conditionalcache.WritePrecondition;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads and edits zones, each call in one transaction. What {@code @Cacheable304} calls
 * is public, as expressions see nothing else.
 *
 * @since 0.1.0
 */
@Service
@Transactional(readOnly = true)
public class ZoneService {

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
	 * Looks up what tells whether a copy of a zone is current, without reading the zone.
	 * @param id the zone
	 * @return its version; empty if there is no such zone, then the controller answers
	 */
	public Optional<Long> versionOf(long id) {
		return this.zones.findVersion(id);
	}

	/**
	 * Looks up what tells whether a copy of a list is current. An edit adds to the sum of
	 * the versions, and a zone that is removed leaves the count. As no id is given twice,
	 * the highest one tells a zone put in another's place, so that no change can undo
	 * what another did to the sum.
	 * @param countryCode the country whose zones are listed, or {@code null} for all
	 * @return count of the zones, their highest id and the sum of their versions
	 */
	public List<Object[]> versionOfList(@Nullable String countryCode) {
		return (countryCode != null) ? this.zones.findListVersion(countryCode) : this.zones.findListVersion();
	}

	String getComment(long id) {
		Zone zone = get(id);
		if (!zone.hasComment()) {
			throw new CommentNotFoundException(id);
		}
		return zone.getComment();
	}

	/**
	 * Looks up what tells whether a copy of a zone's comment is current.
	 * @param id the zone
	 * @return its version; empty if there is no such zone, or if it has no comment
	 */
	public Optional<Long> versionOfComment(long id) {
		return this.zones.findCommentVersion(id);
	}

	/**
	 * Replaces the comment, whatever it was. A comment that stays the same changes
	 * nothing, not even the version.
	 * @param id the zone to edit
	 * @param comment the new comment
	 * @return the zone after the edit
	 */
	@Transactional
	Zone editComment(long id, String comment) {
		String text = checked(comment);
		Zone zone = get(id);
		zone.edit(text, this.clock.instant());
		return zone;
	}

	/**
	 * Replaces the comment of a zone that is still the one that the client has seen. That
	 * was so before the controller was called, but another write may have come since. So
	 * it is checked again with the row that was read in this transaction; and the
	 * statement that updates the row names this version, and fails where it finds it no
	 * more.
	 * @param id the zone to edit
	 * @param comment the new comment
	 * @param precondition what the client has seen
	 * @return the zone after the edit
	 */
	@Transactional
	Zone edit(long id, String comment, WritePrecondition precondition) {
		String text = checked(comment);
		Zone zone = get(id);
		precondition.check(zone.getVersion());
		zone.edit(text, this.clock.instant());
		return zone;
	}

	@Transactional
	WrittenComment putComment(long id, String comment, WritePrecondition precondition) {
		String text = checked(comment);
		if (text.isEmpty()) {
			throw new InvalidCommentException("A comment must have text");
		}
		Zone zone = get(id);
		boolean created = !zone.hasComment();
		precondition.check(created ? null : zone.getVersion());
		zone.edit(text, this.clock.instant());
		return new WrittenComment(zone, created);
	}

	@Transactional
	void removeComment(long id, WritePrecondition precondition) {
		Zone zone = get(id);
		precondition.check(zone.hasComment() ? zone.getVersion() : null);
		zone.edit("", this.clock.instant());
	}

	private static String checked(String comment) {
		String stripped = comment.strip();
		if (stripped.length() > Zone.MAX_COMMENT_LENGTH) {
			throw new InvalidCommentException("A comment must have at most %d characters but had [%d]"
				.formatted(Zone.MAX_COMMENT_LENGTH, stripped.length()));
		}
		return stripped;
	}

}
