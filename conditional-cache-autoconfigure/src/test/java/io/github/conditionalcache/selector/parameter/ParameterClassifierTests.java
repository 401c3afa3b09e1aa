package io.github.conditionalcache.selector.parameter;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.SessionAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands in the way of an early version beside the parameters of a handler: its
 * controller's fields, binder and model methods, and session attributes.
 */
class ParameterClassifierTests {

	private static final String FILLS = "fills the model before the version could be read";

	private static final String KEPT = "puts attributes of the session into the model";

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			controller,    version,            obstacle
			Plain,         '#data',
			OfField,       '#result.length()', the field OfField.request gives access
			Binding,       '#result.length()',
			BindingOfUser, '#result.length()', HttpSession
			Filling,       '#data',
			FillingByType, '#data',
			FillingOther,  '#data',            FILLS
			FillingOther,  '#result.length()',
			FillingModel,  '#data',            FILLS
			OfSession,     '#data',
			OfSession,     '#result.length()', KEPT
			OfOther,       '#data',            KEPT
			OfBoth,        '#data',            KEPT
			OfType,        '#data',            KEPT
			OfNamedType,   '#data',            KEPT
			""")
	void controllerStandsInTheWayByWhatItDoesBefore(String controller, String version, @Nullable String obstacle)
			throws Exception {
		Class<?> type = Class.forName(ParameterClassifierTests.class.getName() + "$" + controller);
		Obstacle found = classify(type).obstacle(DeclaredExpression.of(version));
		if (obstacle == null) {
			assertThat(found).isNull();
		}
		else {
			assertThat(found).isNotNull();
			assertThat(found.reason()).contains(obstacle.replace("FILLS", FILLS).replace("KEPT", KEPT));
		}
	}

	private static HandlerParameters classify(Class<?> controller) throws Exception {
		Method handler = Arrays.stream(controller.getMethods())
			.filter((method) -> method.getName().equals("get"))
			.findFirst()
			.orElseThrow();
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.refresh();
			RequestMappingHandlerAdapter adapter = new RequestMappingHandlerAdapter();
			adapter.setApplicationContext(context);
			adapter.afterPropertiesSet();
			ParameterClassifier classifier = ParameterClassifier.of(adapter);
			assertThat(classifier).isNotNull();
			Object bean = controller.getDeclaredConstructor().newInstance();
			return classifier.classify(new HandlerMethod(bean, handler), controller);
		}
	}

	public record Book(String title) {

	}

	public static class Plain {

		public String get(Principal user, @ModelAttribute("data") Book data) {
			return "book " + data;
		}

	}

	public static class OfField extends Plain {

		@Nullable HttpServletRequest request;

	}

	public static class Binding extends Plain {

		@InitBinder
		void bind(WebDataBinder binder) {
		}

	}

	public static class BindingOfUser extends Plain {

		@InitBinder
		void bind(WebDataBinder binder, HttpSession session) {
		}

	}

	public static class Filling extends Plain {

		@ModelAttribute("data")
		Book fill() {
			return new Book("a");
		}

	}

	public static class FillingByType {

		@ModelAttribute
		Book fill() {
			return new Book("a");
		}

		public String get(Principal user, Book data) {
			return "book " + data;
		}

	}

	public static class FillingOther extends Plain {

		@ModelAttribute("other")
		Book fill() {
			return new Book("a");
		}

	}

	public static class FillingModel extends Plain {

		@ModelAttribute("data")
		void fill() {
		}

	}

	@SessionAttributes("data")
	public static class OfSession extends Plain {

	}

	@SessionAttributes("other")
	public static class OfOther extends Plain {

	}

	@SessionAttributes({ "data", "other" })
	public static class OfBoth extends Plain {

	}

	@SessionAttributes(types = Book.class)
	public static class OfType extends Plain {

	}

	@SessionAttributes(names = "data", types = Book.class)
	public static class OfNamedType extends Plain {

	}

}
