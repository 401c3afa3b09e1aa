package io.github.conditionalcache.webmvc;

/**
 * A request and the response that it is answered by.
 */
interface AnsweredRequest extends SelectedRepresentation {

	/**
	 * Returns the response of the request.
	 * @return the response
	 */
	ManagedResponse response();

}
