package io.github.conditionalcache.webmvc;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.webmvc.WrittenApplication.Note;
import io.github.conditionalcache.webmvc.WrittenApplication.Notes;
import jakarta.persistence.EntityExistsException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.RollbackException;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Writes that lose against another one.
 */
@RestController
class RacesController {

	private final Notes notes;

	RacesController(Notes notes) {
		this.notes = notes;
	}

	@GetMapping("/races/{id}")
	@Cacheable304("@notes.versionOf(#id)")
	Note get(@PathVariable String id) {
		return new Note(id, 0);
	}

	@PutMapping("/races/{id}")
	@ConditionalWrite
	Note put(@PathVariable String id, @RequestHeader("X-Failure") String failure,
			@RequestHeader("X-Meanwhile") String meanwhile) throws Exception {
		throw lose(id, failure, meanwhile);
	}

	@PutMapping("/races/callable/{id}")
	@ConditionalWrite("@notes.versionOf(#id)")
	Callable<Note> callable(@PathVariable String id, @RequestHeader("X-Failure") String failure,
			@RequestHeader("X-Meanwhile") String meanwhile) {
		return () -> {
			throw lose(id, failure, meanwhile);
		};
	}

	@PutMapping("/races/future/{id}")
	@ConditionalWrite("@notes.versionOf(#id)")
	CompletableFuture<Note> future(@PathVariable String id, @RequestHeader("X-Failure") String failure,
			@RequestHeader("X-Meanwhile") String meanwhile) {
		return CompletableFuture.failedFuture(new CompletionException(lose(id, failure, meanwhile)));
	}

	Exception lose(String id, String failure, String meanwhile) {
		switch (meanwhile) {
			case "changed", "created" -> this.notes.write(id);
			case "deleted" -> this.notes.versions.remove(id);
			case "unreadable" -> this.notes.fail();
			default -> {
			}
		}
		return switch (failure) {
			case "optimistic" -> new OptimisticLockingFailureException("lost");
			case "pessimistic" -> new PessimisticLockingFailureException("lost");
			case "cannot-acquire" -> new CannotAcquireLockException("lost");
			case "concurrency" -> new ConcurrencyFailureException("lost");
			case "jakarta-optimistic" -> new OptimisticLockException();
			case "jakarta-pessimistic" -> new PessimisticLockException();
			case "jakarta-timeout" -> new LockTimeoutException();
			case "at-commit" ->
				new TransactionSystemException("lost", new RollbackException(new OptimisticLockException()));
			case "caused" -> new IllegalStateException(new Exception(new CannotAcquireLockException("lost")));
			case "sql-rollback" -> new SQLTransactionRollbackException();
			case "sql-40" -> new IllegalStateException(new SQLException("lost", "40001"));
			case "sql-40002" ->
				new PessimisticLockingFailureException("lost", new SQLTransactionRollbackException("twice", "40002"));
			case "sql-40003" ->
				new PessimisticLockingFailureException("lost", new SQLException("perhaps done", "40003"));
			case "stale" -> new StaleStateException("lost");
			case "rows" -> new IncorrectUpdateSemanticsDataAccessException("none");
			case "jakarta-rollback" -> new RollbackException();
			case "sql-23" -> new SQLException("twice", "23505");
			case "duplicate" -> new DuplicateKeyException("twice");
			case "integrity" -> new DataIntegrityViolationException("twice");
			case "exists" -> new EntityExistsException();
			case "sql-integrity" -> new SQLIntegrityConstraintViolationException();
			case "rollback" -> new UnexpectedRollbackException("silently");
			case "timeout" -> new QueryTimeoutException("slow");
			default -> new IllegalStateException("a mistake");
		};
	}

	@ExceptionHandler
	ResponseEntity<String> failed(Exception ex) {
		return ResponseEntity.unprocessableContent().body("mine: " + ex.getClass().getSimpleName());
	}

	/**
	 * Those whose version is that of an argument.
	 */
	@RestController
	static class OfLoaded {

		private final RacesController races;

		OfLoaded(RacesController races) {
			this.races = races;
		}

		@ModelAttribute("loaded")
		Loaded loaded(@PathVariable String id) {
			return new Loaded(this.races.notes.versionOf(id));
		}

		@GetMapping("/races/loaded/{id}")
		@Cacheable304("#loaded.version")
		String getLoaded(@ModelAttribute(name = "loaded", binding = false) Loaded loaded) {
			return "loaded";
		}

		@PutMapping("/races/loaded/{id}")
		@ConditionalWrite
		void putLoaded(@PathVariable String id, @ModelAttribute(name = "loaded", binding = false) Loaded loaded,
				@RequestHeader("X-Failure") String failure, @RequestHeader("X-Meanwhile") String meanwhile)
				throws Exception {
			throw this.races.lose(id, failure, meanwhile);
		}

		@ExceptionHandler
		ResponseEntity<String> failed(Exception ex) {
			return this.races.failed(ex);
		}

	}

	/**
	 * What was loaded before the version is read.
	 */
	record Loaded(@Nullable Long version) {

	}

}
