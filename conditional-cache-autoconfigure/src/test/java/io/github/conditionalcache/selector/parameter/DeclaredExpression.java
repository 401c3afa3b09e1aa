package io.github.conditionalcache.selector.parameter;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.List;

import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.ExpressionPart;
import io.github.conditionalcache.version.expression.HandlerExpression;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.util.ReflectionUtils;

/**
 * Versions that a handler of a {@code user} and {@code data} declares by an expression.
 */
final class DeclaredExpression {

	private DeclaredExpression() {
	}

	static DeclaredVersion of(String text) {
		Method handler = ReflectionUtils.findMethod(DeclaredExpression.class, "get", Principal.class, Object.class);
		DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("books", new Books());
		try {
			HandlerExpression expression = HandlerExpression.parse(text, handler, names, beans);
			return new DeclaredVersion(handler, names, List.of(ExpressionPart.version(expression)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String get(Principal user, Object data) {
		return "%s %s".formatted(user, data);
	}

	public static class Books {

		public String version(Object of) {
			return "version of " + of;
		}

	}

}
