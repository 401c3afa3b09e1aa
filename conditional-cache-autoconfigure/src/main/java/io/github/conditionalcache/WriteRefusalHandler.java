package io.github.conditionalcache;

import org.springframework.http.ResponseEntity;

/**
 * Answers writes that are refused because of their preconditions. An application's bean
 * of this type replaces the problem details that are sent by default. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WriteRefusalHandler {

	/**
	 * Makes the answer.
	 * @param refused why the write is refused
	 * @return the answer; its status should be that of the reason
	 */
	ResponseEntity<?> answer(WriteRefusedException refused);

}
