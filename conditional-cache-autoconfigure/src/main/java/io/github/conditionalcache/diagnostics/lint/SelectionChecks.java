package io.github.conditionalcache.diagnostics.lint;

import java.util.List;

import io.github.conditionalcache.handler.ManagedHandler;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the selectors of a handler.
 */
final class SelectionChecks {

	static final List<Check> ALL = List.of(Check.ofHandlersWithRemedy("CC014", SelectionChecks::versionNotUsed), Check
		.ofHandlers("CC015", SelectionChecks::differentInEachRequest,
				"Do without the parameter, or read the field where it does not change the answer: in a filter or an interceptor."),
			Check.ofHandlers("CC016", SelectionChecks::overrulesSetting,
					"Remove the setting, or do without the parameter."));

	private SelectionChecks() {
	}

	private static Check.@Nullable Problem versionNotUsed(HandlerFacts facts) {
		ManagedHandler handler = facts.handler();
		ManagedHandler.Unused unused = handler.selection().unused();
		if (unused == null) {
			return null;
		}
		String problem = facts.isWrite()
				? "compares If-Match with a version that no tag of GET is made of, so it is never true, because %s"
				: "declares a version that is not used, because %s";
		return new Check.Problem(handler.name(), problem.formatted(unused.reason()), unused.remedy());
	}

	private static @Nullable String differentInEachRequest(HandlerFacts facts, ApplicationFacts application) {
		List<String> fields = facts.handler().selection().perRequest();
		return (facts.isRead() && !fields.isEmpty())
				? "takes %s, another value in each request or client, so hardly any request is answered 304"
					.formatted(String.join(", ", fields))
				: null;
	}

	private static @Nullable String overrulesSetting(HandlerFacts facts, ApplicationFacts application) {
		List<String> taken = facts.handler().selection().overruled();
		return (facts.isRead() && !taken.isEmpty() && !facts.handler().sources().isEmpty())
				? "takes %s; it counts here all the same".formatted(String.join(", and ", taken)) : null;
	}

}
