package io.github.conditionalcache.selector.parameter;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.conditionalcache.selector.FieldSelector;
import io.github.conditionalcache.selector.Selector;

/**
 * Request fields that are not like others.
 *
 * @since 0.1.0
 */
public final class RequestFields {

	/** Different for each user or session; never named in Vary. */
	private static final Set<String> SECRET = Set.of("cookie", "authorization", "proxy-authorization");

	/** They ask about the representation and do not select it. */
	private static final Set<String> PRECONDITIONS = Set.of("if-match", "if-none-match", "if-modified-since",
			"if-unmodified-since", "if-range", "range");

	private static final Set<String> PER_REQUEST = Set.of("x-request-id", "x-correlation-id", "request-id",
			"correlation-id", "traceparent", "tracestate", "b3", "x-b3-traceid", "x-b3-spanid", "x-b3-parentspanid",
			"x-b3-sampled", "x-amzn-trace-id", "x-cloud-trace-context", "x-datadog-trace-id", "x-trace-id",
			"uber-trace-id", "baggage", "idempotency-key", "date", "user-agent");

	private RequestFields() {
	}

	/**
	 * Returns those of some fields that are different in each request, or in each client.
	 * @param names names of fields
	 * @return those that no two requests are likely to have in common
	 */
	public static List<String> perRequest(List<String> names) {
		return names.stream().filter((name) -> PER_REQUEST.contains(name.toLowerCase(Locale.ROOT))).toList();
	}

	static boolean isPrecondition(String name) {
		return PRECONDITIONS.contains(name.toLowerCase(Locale.ROOT));
	}

	static Selector selector(String name) {
		return SECRET.contains(name.toLowerCase(Locale.ROOT)) ? new SecretFieldSelector(name) : new FieldSelector(name);
	}

}
