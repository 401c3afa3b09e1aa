package io.github.conditionalcache.selector.parameter;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;

import io.github.conditionalcache.SelectedBy;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.context.request.WebRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Surroundings} and {@link ScopedBeans}.
 */
class SurroundingsTests {

	private final GenericApplicationContext parent = new GenericApplicationContext();

	private final GenericApplicationContext context = new GenericApplicationContext();

	@AfterEach
	void close() {
		this.context.close();
		this.parent.close();
	}

	private static void add(GenericApplicationContext context, String name, Class<?> type, String scope) {
		RootBeanDefinition bean = new RootBeanDefinition(type);
		bean.setScope(scope);
		context.registerBeanDefinition(name, bean);
	}

	private GenericApplicationContext started() {
		this.parent.refresh();
		this.context.setParent(this.parent);
		this.context.refresh();
		return this.context;
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			scope,       scoped
			'',          false
			singleton,   false
			prototype,   false
			application, false
			refresh,     false
			request,     true
			session,     true
			tenant,      true
			""")
	void beanIsScopedWhenOthersGetAnother(String scope, boolean scoped) {
		add(this.context, "cart", Cart.class, scope);
		ScopedBeans beans = new ScopedBeans(started());
		assertThat(beans.include("cart")).isEqualTo(scoped);
		assertThat(beans.include(Cart.class)).isEqualTo(scoped);
	}

	@Test
	void scopedBeanIsFoundBehindItsProxyAndInTheParent() {
		add(this.parent, "scopedTarget.cart", Cart.class, "session");
		add(this.context, "cart", Cart.class, "singleton");
		ScopedBeans beans = new ScopedBeans(started());
		assertThat(beans.include("cart")).isTrue();
		assertThat(beans.include(Cart.class)).isTrue();
		assertThat(beans.include("unknown")).isFalse();
		assertThat(beans.include(Books.class)).isFalse();
	}

	@Test
	void typesOfJavaAreNoScopedBeans() {
		add(this.context, "text", String.class, "request");
		ScopedBeans beans = new ScopedBeans(started());
		assertThat(beans.include(String.class)).isFalse();
		assertThat(beans.include(int.class)).isFalse();
	}

	@Test
	void methodsAreThoseOfTheControllerAndItsAdvice() {
		add(this.context, "advice", Advice.class, "singleton");
		Surroundings surroundings = new Surroundings(started());
		assertThat(surroundings.methods(Books.class, Surroundings.BINDER_METHODS)).extracting(Method::getName)
			.containsExactly("bindAll", "bind");
		assertThat(surroundings.methods(Books.class, Surroundings.MODEL_METHODS)).extracting(Method::getName)
			.containsExactly("fillAll", "fill");
		assertThat(surroundings.methods(Plain.class, Surroundings.BINDER_METHODS)).isEmpty();
	}

	@Test
	void fieldsLeadToTheRequest() {
		add(this.context, "cart", Cart.class, "session");
		assertThat(new Surroundings(started()).fields(Fields.class)).extracting(ParameterSelection::reason)
			.containsExactlyInAnyOrder("the field Fields.request gives access to all of the request",
					"the field Fields.sessions gives access to all of the request",
					"the field Fields.carts gives access to all of the request",
					"the field Base.inherited gives access to all of the request", null);
	}

	@Test
	void fieldThatIsSelectedByFieldsIsKnown() {
		List<ParameterSelection> fields = new Surroundings(started()).fields(Declared.class);
		assertThat(fields).extracting(ParameterSelection::kind).containsExactly(Kind.SELECTS);
		assertThat(new Surroundings(this.context).fields(Plain.class)).isEmpty();
	}

	@Test
	void controllerOfAScopeIsUnproved() {
		add(this.context, "cart", Cart.class, "session");
		add(this.context, "books", Books.class, "singleton");
		Surroundings surroundings = new Surroundings(started());
		assertThat(surroundings.scope("cart").kind()).isEqualTo(Kind.UNPROVED);
		assertThat(surroundings.scope("books")).isSameAs(ParameterSelection.COVERED);
		assertThat(surroundings.scope(new Cart())).isSameAs(ParameterSelection.COVERED);
	}

	static class Cart {

	}

	@ControllerAdvice(assignableTypes = Books.class)
	static class Advice {

		@InitBinder
		void bindAll() {
		}

		@ModelAttribute
		String fillAll() {
			return "";
		}

	}

	static class Books {

		@InitBinder
		void bind() {
		}

		@ModelAttribute
		String fill() {
			return "";
		}

		@GetMapping("/books")
		@ModelAttribute
		String get() {
			return "";
		}

	}

	static class Plain {

		@Nullable String title;

		List<String> titles = List.of();

	}

	static class Base {

		@Nullable WebRequest inherited;

	}

	static class Fields extends Base {

		static @Nullable HttpServletRequest shared;

		@Nullable HttpServletRequest request;

		@Nullable ObjectProvider<HttpSession> sessions;

		@Nullable Supplier<List<Cart>> carts;

		@SelectedBy("X-Tenant")
		@Nullable HttpServletRequest declared;

		@Nullable Plain plain;

	}

	static class Declared {

		@SelectedBy("X-Tenant")
		@Nullable HttpServletRequest declared;

	}

}
