package io.github.conditionalcache.handler;

import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerIdentities}.
 */
class HandlerIdentitiesTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final HandlerIdentities identities = new HandlerIdentities(this.beans);

	@Test
	void identityWhenBeanIsNoProxy() throws Exception {
		HandlerIdentity identity = this.identities
			.of(new HandlerMethod(new Books(), Books.class.getMethod("book", String.class)));
		assertThat(identity.type()).isEqualTo(Books.class);
		assertThat(identity.method()).isEqualTo(Books.class.getMethod("book", String.class));
		assertThat(identity.called()).isEqualTo(identity.method());
		assertThat(identity.name()).isEqualTo("Books.book");
		assertThat(identity.id()).isEqualTo(Books.class.getName() + "#book(java.lang.String,)");
		assertThat(identity.onMethod(GetMapping.class)).isNotNull();
		assertThat(identity.onMethod(RestController.class)).isNull();
		assertThat(identity.find(RestController.class)).isNotNull();
	}

	@Test
	void identityWhenBeanIsProxyOfInterfaceIsThatOfClass() throws Exception {
		Object proxy = new ProxyFactory(new Books()).getProxy();
		HandlerIdentity identity = this.identities
			.of(new HandlerMethod(proxy, Library.class.getMethod("book", String.class)));
		assertThat(identity.type()).isEqualTo(Books.class);
		assertThat(identity.method()).isEqualTo(Books.class.getMethod("book", String.class));
		assertThat(identity.called()).isEqualTo(Library.class.getMethod("book", String.class));
		assertThat(identity.onMethod(GetMapping.class)).isNotNull();
	}

	@Test
	void identityWhenBeanIsSubclassOfProxyIsThatOfClass() throws Exception {
		ProxyFactory factory = new ProxyFactory(new Books());
		factory.setProxyTargetClass(true);
		HandlerIdentity identity = this.identities
			.of(new HandlerMethod(factory.getProxy(), Books.class.getMethod("book", String.class)));
		assertThat(identity.type()).isEqualTo(Books.class);
		assertThat(identity.name()).isEqualTo("Books.book");
	}

	@Test
	void identityWhenHandlerIsResolvedIsThatOfMappedOne() throws Exception {
		this.beans.registerSingleton("books", new Books());
		HandlerMethod mapped = new HandlerMethod("books", this.beans, Books.class.getMethod("book", String.class));
		assertThat(this.identities.of(mapped.createWithResolvedBean())).isSameAs(this.identities.of(mapped));
	}

	@Test
	void nameWhenMethodIsOverloadedHasParameters() throws Exception {
		assertThat(
				this.identities.of(new HandlerMethod(new Books(), Books.class.getMethod("all", int.class, Long.class)))
					.name())
			.isEqualTo("Books.all(int,Long)");
	}

	@Test
	void nameWhenSimpleNameIsTakenHasPackage() throws Exception {
		this.identities.of(new HandlerMethod(new Books(), Books.class.getMethod("book", String.class)));
		assertThat(this.identities.of(new HandlerMethod(new Other.Books(), Other.Books.class.getMethod("book"))).name())
			.isEqualTo(Other.Books.class.getName() + ".book");
	}

	public interface Library {

		String book(String id);

	}

	@RestController
	public static class Books implements Library {

		@Override
		@GetMapping("/books/{id}")
		public String book(String id) {
			return id;
		}

		public String all() {
			return "";
		}

		public String all(int page, Long size) {
			return "";
		}

	}

	static class Other {

		public static class Books {

			public String book() {
				return "";
			}

		}

	}

}
