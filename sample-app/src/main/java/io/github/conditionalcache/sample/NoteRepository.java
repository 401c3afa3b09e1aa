package io.github.conditionalcache.sample;

import java.util.List;

import org.springframework.data.repository.ListCrudRepository;

/**
 * The notes in the database.
 */
interface NoteRepository extends ListCrudRepository<Note, Long> {

	List<Note> findAllByOrderById();

}
