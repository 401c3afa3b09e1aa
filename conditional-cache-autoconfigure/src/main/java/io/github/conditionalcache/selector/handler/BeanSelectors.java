package io.github.conditionalcache.selector.handler;

import java.util.List;

import io.github.conditionalcache.VariantContributor;
import io.github.conditionalcache.selector.ContributorSelector;
import io.github.conditionalcache.selector.LocaleSelector;
import io.github.conditionalcache.selector.Selector;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.accept.ApiVersionStrategy;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The selectors that stand for beans of the application, which are looked up when they
 * are needed. Thread-safe.
 */
final class BeanSelectors {

	private static final String API_VERSIONS = "mvcApiVersionStrategy";

	private final ListableBeanFactory beans;

	private final SingletonSupplier<List<Selector>> contributors;

	BeanSelectors(ListableBeanFactory beans) {
		this.beans = beans;
		this.contributors = SingletonSupplier.of(() -> beans.getBeanProvider(VariantContributor.class)
			.orderedStream()
			.<Selector>map(ContributorSelector::new)
			.toList());
	}

	List<Selector> contributors() {
		return this.contributors.obtain();
	}

	@Nullable Selector locale(boolean view) {
		return LocaleSelector
			.of(MvcBeans.named(this.beans, DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME, LocaleResolver.class), view);
	}

	@Nullable Selector apiVersion() {
		ApiVersionStrategy strategy = MvcBeans.find(this.beans, API_VERSIONS, ApiVersionStrategy.class);
		return (strategy != null) ? ApiVersionSource.of(strategy) : null;
	}

}
