package io.github.conditionalcache.handler;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Which handlers add to the fields that a 304 repeats (RFC 9110 §15.4.5), as far as it
 * shows: in their signature, or in what they were seen to answer. Advice and what a
 * handler calls can add to them as well, so nothing is known of a handler that has not
 * answered yet. Thread-safe.
 */
public final class AddedFields {

	private static final Log logger = LogFactory.getLog(AddedFields.class);

	/** Whether a handler has added fields, as soon as it was seen to answer. */
	private final Map<String, Boolean> seen = new ConcurrentHashMap<>();

	/**
	 * Returns whether the fields of a handler's 304 may be known only once it has run.
	 * @param policy policy of the handler
	 * @return {@code false} if it can't set fields and was seen to answer without
	 */
	public boolean mayBeOf(ReadPolicy policy) {
		return policy.traits().setsFields() || this.seen.getOrDefault(policy.handlerId(), true);
	}

	/**
	 * Notes an answer of a handler. Once it has set fields it may do so again.
	 * @param policy policy of the handler
	 * @param added whether it has set fields
	 * @param verbatim whether its tag is one of the application's
	 */
	public void note(ReadPolicy policy, boolean added, boolean verbatim) {
		if (policy.traits().setsFields()) {
			return;
		}
		if (!added) {
			this.seen.putIfAbsent(policy.handlerId(), false);
		}
		else if (!Boolean.TRUE.equals(this.seen.put(policy.handlerId(), true)) && verbatim) {
			logger.info(policy.name() + " runs from now on before its validators are compared: it was found to set "
					+ "Cache-Control, Content-Location, Expires or Vary, which its 304 has to repeat. Set them by the "
					+ "annotation or a policy, or declare a number or text instead of an EntityTag.");
		}
	}

}
