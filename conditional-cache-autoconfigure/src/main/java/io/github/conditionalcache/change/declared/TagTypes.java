package io.github.conditionalcache.change.declared;

import java.util.List;

import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.version.declared.VersionTypes;
import io.github.conditionalcache.version.expression.HandlerTemplate;
import io.github.conditionalcache.version.expression.InvalidExpressionException;

import org.springframework.core.ResolvableType;

/**
 * Which types of expressions can be part of a tag. An entity has no text of its own: its
 * {@code toString()} may differ at every call.
 */
final class TagTypes {

	private TagTypes() {
	}

	/**
	 * Checks the expressions of a template.
	 * @param template the template
	 * @param returned type of the returned value
	 * @throws InvalidExpressionException if one gives a value that can never be part of a
	 * tag
	 */
	static void check(HandlerTemplate template, ResolvableType returned) {
		for (List<ResolvableType> types : template.types(returned)) {
			String problem = VersionTypes.whyNoVersion(types);
			boolean versioned = !types.isEmpty()
					&& types.stream().allMatch((type) -> Versioned.class.isAssignableFrom(type.toClass()));
			if (problem != null || versioned) {
				throw new InvalidExpressionException(
						"[%s] has an expression of type %s, which has no text that is the same at every call"
							.formatted(template, types.get(0)),
						"Name its identifier, such as its id.");
			}
		}
	}

}
