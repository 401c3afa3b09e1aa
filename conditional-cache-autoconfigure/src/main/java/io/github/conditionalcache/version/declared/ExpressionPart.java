package io.github.conditionalcache.version.declared;

import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.HandlerExpression;
import io.github.conditionalcache.version.expression.Inputs;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * A version, or the date of the last change, that an expression gives.
 */
public final class ExpressionPart implements VersionPart {

	private final HandlerExpression expression;

	private final boolean date;

	private final @Nullable VersionKind kind;

	private ExpressionPart(HandlerExpression expression, boolean date) {
		this.expression = expression;
		this.date = date;
		this.kind = date ? null : VersionKind.ofTypes(expression.types(ResolvableType.NONE));
	}

	/**
	 * Returns the part whose values are versions.
	 * @param expression gives them
	 * @return the part
	 */
	public static ExpressionPart version(HandlerExpression expression) {
		return new ExpressionPart(expression, false);
	}

	/**
	 * Returns the part whose values are dates of the last change.
	 * @param expression gives them
	 * @return the part
	 */
	public static ExpressionPart date(HandlerExpression expression) {
		return new ExpressionPart(expression, true);
	}

	@Override
	public DeclaredSource source() {
		return new DeclaredSource(this.date ? DeclaredSource.Kind.LAST_MODIFIED : DeclaredSource.Kind.VERSION,
				this.expression.toString(), !inputs().result());
	}

	@Override
	public Inputs inputs() {
		return this.expression.inputs();
	}

	@Override
	public boolean isDate() {
		return this.date;
	}

	@Override
	public @Nullable VersionKind kind() {
		return this.kind;
	}

	@Override
	public @Nullable Object read(Arguments arguments, @Nullable Object result) {
		return this.expression.evaluate(arguments, result);
	}

}
