package io.github.conditionalcache.answer;

import io.github.conditionalcache.representation.SelectedRepresentation;

/**
 * A request and the response that it is answered by.
 */
public interface AnsweredRequest extends SelectedRepresentation {

	/**
	 * Returns the response of the request.
	 * @return the response
	 */
	ManagedResponse response();

}
