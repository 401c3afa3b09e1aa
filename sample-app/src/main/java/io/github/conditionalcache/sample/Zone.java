package io.github.conditionalcache.sample;

import java.math.BigDecimal;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/**
 * A time zone in one country. The version covers every other property, so it tells
 * whether a copy of the zone is still the current one.
 *
 * @since 0.1.0
 */
@Entity
public class Zone {

	static final int MAX_COMMENT_LENGTH = 200;

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private long id;

	@Version
	private long version;

	private String name;

	private String countryCode;

	private String countryName;

	@Column(precision = 7, scale = 4)
	private BigDecimal latitude;

	@Column(precision = 7, scale = 4)
	private BigDecimal longitude;

	@Column(length = MAX_COMMENT_LENGTH)
	private String comment;

	private Instant updatedAt;

	@SuppressWarnings("NullAway.Init")
	protected Zone() {
		// for JPA
	}

	/**
	 * Creates a zone as it is listed. Its version starts at the time of loading, not at
	 * zero: the data lives in memory, and after a restart a version must not come back
	 * with another meaning.
	 * @param listed the line of the table
	 * @param loadedAt the time of loading
	 */
	Zone(ListedZone listed, Instant loadedAt) {
		this.version = loadedAt.toEpochMilli();
		this.name = listed.name();
		this.countryCode = listed.country().code();
		this.countryName = listed.country().name();
		this.latitude = listed.latitude();
		this.longitude = listed.longitude();
		this.comment = listed.comment();
		this.updatedAt = loadedAt;
	}

	void edit(String comment, Instant now) {
		if (!this.comment.equals(comment)) {
			this.comment = comment;
			this.updatedAt = now;
		}
	}

	// No getter: JSON shows the comment itself
	boolean hasComment() {
		return !this.comment.isEmpty();
	}

	public long getId() {
		return this.id;
	}

	public long getVersion() {
		return this.version;
	}

	public String getName() {
		return this.name;
	}

	public String getCountryCode() {
		return this.countryCode;
	}

	public String getCountryName() {
		return this.countryName;
	}

	public BigDecimal getLatitude() {
		return this.latitude;
	}

	public BigDecimal getLongitude() {
		return this.longitude;
	}

	public String getComment() {
		return this.comment;
	}

	public Instant getUpdatedAt() {
		return this.updatedAt;
	}

}
