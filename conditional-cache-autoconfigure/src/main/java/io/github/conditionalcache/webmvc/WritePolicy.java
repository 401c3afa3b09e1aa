package io.github.conditionalcache.webmvc;

import java.lang.reflect.Method;
import java.util.List;

import io.github.conditionalcache.validator.DeclaredVersion;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed for one handler that writes under preconditions, resolved once.
 *
 * @param method the handler method, never a bridge
 * @param name names it in logs and the endpoint, such as {@code BookController.put}
 * @param declared the version that its preconditions are about
 * @param positions for each parameter that the version was declared over, the position of
 * the handler's parameter that stands for it, or -1
 * @param read policy of the handler that answers GET on the same path
 * @param required whether a write without a precondition is refused
 */
record WritePolicy(Method method, String name, DeclaredVersion declared, List<Integer> positions, HandlerPolicy read,
		boolean required) {

	DeclaredVersion.Reading readVersion(@Nullable Object[] arguments) {
		@Nullable Object[] mapped = new Object[this.positions.size()];
		for (int i = 0; i < mapped.length; i++) {
			int position = this.positions.get(i);
			mapped[i] = (position >= 0) ? arguments[position] : DeclaredVersion.NOT_GIVEN;
		}
		return this.declared.read(mapped);
	}

}
