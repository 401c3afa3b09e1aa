package io.github.conditionalcache.version.expression;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;

import io.github.conditionalcache.HandlerCall;
import org.jspecify.annotations.Nullable;

/**
 * The arguments for the parameters of a handler: those of a call of the handler itself,
 * or those that a call of another handler has for the same parameters. A parameter
 * without an argument is known as such, and asking for the argument fails.
 */
public final class Arguments implements HandlerCall {

	private static final @Nullable Object[] NOT_KNOWN = {};

	private final HandlerSignature signature;

	private final @Nullable Object[] values;

	private final @Nullable List<Integer> positions;

	private Arguments(HandlerSignature signature, @Nullable Object[] values, @Nullable List<Integer> positions) {
		this.signature = signature;
		this.values = values;
		this.positions = positions;
	}

	/**
	 * Returns the arguments of a call of the handler itself.
	 * @param signature the handler
	 * @param values the argument for each of its parameters
	 * @return the arguments
	 */
	public static Arguments of(HandlerSignature signature, @Nullable Object[] values) {
		return new Arguments(signature, values, null);
	}

	/**
	 * Returns the arguments that a call of another handler has for the parameters.
	 * @param signature the handler whose parameters are meant
	 * @param values the arguments of the other handler
	 * @param positions for each parameter the position of the argument that stands for
	 * it, or -1 if there is none
	 * @return the arguments
	 */
	public static Arguments of(HandlerSignature signature, @Nullable Object[] values, List<Integer> positions) {
		return new Arguments(signature, values, positions);
	}

	/**
	 * Returns the arguments where none are known.
	 * @param signature the handler
	 * @return arguments that are all missing
	 */
	public static Arguments unknown(HandlerSignature signature) {
		return new Arguments(signature, NOT_KNOWN, null);
	}

	@Override
	public Method method() {
		return this.signature.method();
	}

	@Override
	public @Nullable Object argument(String parameter) {
		Integer position = this.signature.positions().get(parameter);
		if (position == null) {
			throw new IllegalArgumentException(
					"%s has no parameter named [%s]".formatted(method().getName(), parameter));
		}
		return argument(position.intValue());
	}

	@Override
	public @Nullable Object argument(int index) {
		int known = (this.positions != null) ? this.positions.get(index)
				: Objects.checkIndex(index, method().getParameterCount());
		if (known < 0 || known >= this.values.length) {
			throw new IllegalStateException(
					"There is no argument for parameter %d of %s".formatted(index, method().getName()));
		}
		return this.values[known];
	}

}
