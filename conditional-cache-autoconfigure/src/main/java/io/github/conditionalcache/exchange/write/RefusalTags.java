package io.github.conditionalcache.exchange.write;

import java.util.function.Predicate;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.security.UrlRules;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a refused write is answered with the current entity tag. The tag makes
 * a later GET a 304, so it is not for a user whom a service would deny the GET.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class RefusalTags {

	private final Predicate<WriteExchange> before;

	private final Predicate<WriteExchange> whileWriting;

	private RefusalTags(Predicate<WriteExchange> before, Predicate<WriteExchange> whileWriting) {
		this.before = before;
		this.whileWriting = whileWriting;
	}

	/**
	 * Shows each tag.
	 * @return the decision
	 */
	public static RefusalTags always() {
		return new RefusalTags((exchange) -> true, (exchange) -> true);
	}

	/**
	 * Shows no tag.
	 * @return the decision
	 */
	public static RefusalTags never() {
		return new RefusalTags((exchange) -> false, (exchange) -> false);
	}

	/**
	 * Shows a tag to users whom no rule for the GET denies it, and before the handler has
	 * run only where the user is known to be one who may see it: no service authorises,
	 * or the handler or its URL has a rule.
	 * @param rules the rules for URLs
	 * @param readers the rules of the handlers of GET
	 * @return the decision
	 */
	public static RefusalTags whereAuthorized(UrlRules rules, ReaderAccess readers) {
		Predicate<WriteExchange> known = (exchange) -> exchange.handler().provesAccess()
				|| rules.admit(exchange.request());
		Predicate<WriteExchange> mayRead = (exchange) -> rules.letRead(exchange.request())
				&& readers.isGranted(exchange);
		return new RefusalTags(known.and(mayRead), mayRead);
	}

	@Nullable EntityTag before(WriteExchange exchange, @Nullable EntityTag current) {
		return (current != null && this.before.test(exchange)) ? current : null;
	}

	// The services have let the write go so far
	@Nullable EntityTag whileWriting(WriteExchange exchange, @Nullable EntityTag current) {
		return (current != null && this.whileWriting.test(exchange)) ? current : null;
	}

}
