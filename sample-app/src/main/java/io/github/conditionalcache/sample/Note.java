package io.github.conditionalcache.sample;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * What somebody has noted about a zone. It has no version: change tags tell when it has
 * changed.
 *
 * @since 0.1.0
 */
@Entity
public class Note {

	static final int MAX_LENGTH = 200;

	@Id
	private long id;

	@Column(length = MAX_LENGTH)
	private String text;

	private Instant writtenAt;

	@SuppressWarnings("NullAway.Init")
	protected Note() {
		// for JPA
	}

	/**
	 * Creates a note.
	 * @param id the zone
	 * @param text what is noted
	 * @param writtenAt the time
	 */
	Note(long id, String text, Instant writtenAt) {
		this.id = id;
		this.text = text;
		this.writtenAt = writtenAt;
	}

	public long getId() {
		return this.id;
	}

	public String getText() {
		return this.text;
	}

	public Instant getWrittenAt() {
		return this.writtenAt;
	}

}
