package io.github.conditionalcache.version.declared;

import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.HandlerExpression;
import io.github.conditionalcache.version.expression.Inputs;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * A version that an expression gives.
 */
public final class ExpressionVersion implements VersionPart {

	private final HandlerExpression expression;

	private final @Nullable VersionKind kind;

	/**
	 * Creates the part.
	 * @param expression the expression
	 */
	public ExpressionVersion(HandlerExpression expression) {
		this.expression = expression;
		this.kind = VersionKind.ofTypes(expression.types(ResolvableType.NONE));
	}

	@Override
	public DeclaredSource source() {
		return new DeclaredSource(DeclaredSource.Kind.VERSION, this.expression.toString(), !inputs().result());
	}

	@Override
	public Inputs inputs() {
		return this.expression.inputs();
	}

	@Override
	public void addTo(VersionCollector version, Arguments arguments, @Nullable Object result) {
		version.add(this.expression.evaluate(arguments, result));
	}

	@Override
	public @Nullable VersionKind kind() {
		return this.kind;
	}

}
