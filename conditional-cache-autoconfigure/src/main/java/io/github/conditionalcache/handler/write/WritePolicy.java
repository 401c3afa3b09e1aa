package io.github.conditionalcache.handler.write;

import java.lang.reflect.Method;
import java.util.List;

import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.security.HandlerRules;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.VersionReading;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;

/**
 * The facts of one handler that writes under preconditions, resolved once.
 *
 * @param identity the identity of the handler
 * @param declared the version that its preconditions are about
 * @param positions for each parameter that the version was declared over, the position of
 * the handler's parameter that stands for it, or -1
 * @param read policy of the handler that answers GET on the same path
 * @param required whether a write without a precondition is refused
 * @param readers the handlers that may answer GET for it, the one that it is paired with
 * first
 */
public record WritePolicy(HandlerIdentity identity, DeclaredVersion declared, List<Integer> positions, ReadPolicy read,
		boolean required, List<Reader> readers) {

	/**
	 * Returns the handler method, never a bridge.
	 * @return the method that is called
	 */
	public Method method() {
		return this.identity.called();
	}

	/**
	 * Returns the name of the handler for logs and the endpoint.
	 * @return a name such as {@code BookController.put}
	 */
	public String name() {
		return this.identity.name();
	}

	public VersionReading readVersion(@Nullable Object[] arguments) {
		return this.declared.read(arguments, this.positions);
	}

	/**
	 * A handler that answers GET for the written resource.
	 *
	 * @param handler the handler
	 * @param positions for each of its parameters, the position of the writer's that
	 * stands for it, or -1
	 */
	public record Reader(HandlerMethod handler, List<Integer> positions) {

		public boolean admits(HandlerRules rules, @Nullable Object[] arguments) {
			@Nullable Object[] mapped = new Object[this.positions.size()];
			for (int i = 0; i < mapped.length; i++) {
				int position = this.positions.get(i);
				mapped[i] = (position >= 0) ? arguments[position] : null;
			}
			return rules.admit(mapped, !this.positions.contains(-1));
		}

	}

}
