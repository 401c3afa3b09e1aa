package io.github.conditionalcache.exchange.read;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ConditionalVerification;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.exchange.OutcomePublisher;
import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.representation.ContentTags;
import io.github.conditionalcache.representation.HeldContent;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Finds versions that do not change with the content: has some handlers run although the
 * client holds the declared version, and compares their content with what the same entity
 * tag labelled before. Each representation of a resource is compared with itself alone,
 * since an application may give the tag {@code "1"} to all that is new. Remembers a
 * bounded number of digests, the ones used last. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Verification {

	static final int REMEMBERED = 1000;

	private static final Log logger = LogFactory.getLog(Verification.class);

	private final Map<String, String> contents = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
			return size() > REMEMBERED;
		}

	});

	private final DiagnosticSettings settings;

	private final ContentTags contentTags;

	private final OutcomePublisher outcomes;

	private final OncePerMinute errors;

	/**
	 * Creates the verification.
	 * @param settings tell which share of requests is verified
	 * @param tags makes digests
	 * @param outcomes is told the results
	 * @param clock tells when an error may be logged again
	 */
	public Verification(DiagnosticSettings settings, ContentTags tags, OutcomePublisher outcomes, Clock clock) {
		this.settings = settings;
		this.contentTags = tags;
		this.outcomes = outcomes;
		this.errors = new OncePerMinute(logger, clock);
	}

	/**
	 * Selects an exchange, or does not.
	 * @param exchange an exchange whose version is declared
	 * @return whether it is verified: its handler has to run, and its content to be held
	 * back
	 */
	public boolean selects(ReadExchange exchange) {
		double rate = this.settings.getVerifySampleRate();
		return rate > 0 && exchange.request().getMethod().equals("GET") && exchange.declared() != null
				&& ThreadLocalRandom.current().nextDouble() < rate;
	}

	/**
	 * Compares the content of an exchange, if it is verified.
	 * @param exchange the exchange
	 * @param content its content
	 * @return whether the declared tag labelled other content of this representation
	 * before
	 */
	boolean refutes(ReadExchange exchange, HeldContent content) {
		ReadCall call = exchange.call();
		ReadCall.Verified verified = (call != null) ? call.verified() : null;
		DeclaredValidators declared = exchange.declared();
		if (verified == null || declared == null) {
			return false;
		}
		EntityTag tag = declared.known().validators().entityTag();
		return tag != null && !accepts(exchange, verified, tag, content);
	}

	private boolean accepts(ReadExchange exchange, ReadCall.Verified verified, EntityTag tag, HeldContent content) {
		String digest = this.contentTags.of(content, exchange.response(), Strength.WEAK).opaque();
		String known = this.contents.putIfAbsent(verified.name().apply(tag), digest);
		if (known != null && !known.equals(digest) && hasChangedMeanwhile(verified, tag)) {
			return true;
		}
		ConditionalVerification.Result result = ConditionalVerification.Result.FIRST;
		if (known != null) {
			result = known.equals(digest) ? ConditionalVerification.Result.MATCH
					: ConditionalVerification.Result.MISMATCH;
		}
		ReadPolicy policy = exchange.readPolicy();
		this.outcomes.report(new ConditionalVerification(policy.name(), exchange.pattern(), result));
		if (result == ConditionalVerification.Result.MISMATCH) {
			this.errors.error(policy.handlerId(), policy.name(), complaint(policy));
		}
		return result != ConditionalVerification.Result.MISMATCH;
	}

	private static String complaint(ReadPolicy policy) {
		DeclaredVersion declared = policy.declared();
		String what = (declared != null) ? " (%s)".formatted(declared.describe()) : "";
		return "answers with other content under the same entity tag: its declared version%s does not change with everything that the answer shows%s"
			.formatted(what, (declared != null && declared.isOfTagsAlone())
					? ". Either a write has touched none of these tags, or the answer shows more than they cover" : "");
	}

	// The version is read before the content, so a write may have come in between
	private static boolean hasChangedMeanwhile(ReadCall.Verified verified, EntityTag tag) {
		Validators now = verified.current().get();
		return now == null || !tag.equals(now.entityTag());
	}

}
