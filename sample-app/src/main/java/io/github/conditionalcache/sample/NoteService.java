package io.github.conditionalcache.sample;

import java.time.Clock;
import java.util.List;

import io.github.conditionalcache.change.Modifies304;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads and writes notes, each call in one transaction.
 */
@Service
@Transactional(readOnly = true)
class NoteService {

	private final NoteRepository notes;

	private final Clock clock;

	NoteService(NoteRepository notes, Clock clock) {
		this.notes = notes;
		this.clock = clock;
	}

	List<Note> list() {
		return this.notes.findAllByOrderById();
	}

	Note get(long id) {
		return this.notes.findById(id).orElseThrow(() -> new NoteNotFoundException(id));
	}

	/**
	 * Writes a note, or writes it anew. The annotation is all that list and item need to
	 * get a new entity tag, at each instance.
	 * @param id the zone
	 * @param text what is noted
	 * @return the note
	 */
	@Transactional
	@Modifies304({ "notes", "note:#{#id}" })
	Note write(long id, String text) {
		String stripped = text.strip();
		if (stripped.isEmpty() || stripped.length() > Note.MAX_LENGTH) {
			throw new InvalidNoteException();
		}
		return this.notes.save(new Note(id, stripped, this.clock.instant()));
	}

}
