package io.github.conditionalcache.version.declared;

import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.HandlerExpression;
import io.github.conditionalcache.version.expression.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * The date of the last change, which an expression gives.
 *
 * @param expression the expression
 */
public record ExpressionDate(HandlerExpression expression) implements VersionPart {

	@Override
	public DeclaredSource source() {
		return new DeclaredSource(DeclaredSource.Kind.LAST_MODIFIED, this.expression.toString(), !inputs().result());
	}

	@Override
	public Inputs inputs() {
		return this.expression.inputs();
	}

	@Override
	public void addTo(VersionCollector version, Arguments arguments, @Nullable Object result) {
		version.addDate(this.expression.evaluate(arguments, result));
	}

}
