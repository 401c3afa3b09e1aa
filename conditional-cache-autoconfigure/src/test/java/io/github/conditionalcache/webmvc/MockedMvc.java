package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.autoconfigure.ConditionalCacheAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheGateAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * Small applications without a server, for what does not depend on one.
 */
public final class MockedMvc {

	private final MockMvc mvc;

	public MockedMvc(WebApplicationContext context) {
		this.mvc = MockMvcBuilders.webAppContextSetup(context)
			.addFilters(context.getBean("conditionalCacheFilter", FilterRegistrationBean.class).getFilter())
			.build();
	}

	public static WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
					ConditionalCacheGateAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
					HttpMessageConvertersAutoConfiguration.class, WebMvcAutoConfiguration.class));
	}

	public MockHttpServletResponse get(String path, String... fields) throws Exception {
		return send(MockMvcRequestBuilders.get(path), fields);
	}

	public MockHttpServletResponse send(MockHttpServletRequestBuilder request, String... fields) throws Exception {
		for (String field : fields) {
			int colon = field.indexOf(": ");
			request.header(field.substring(0, colon), field.substring(colon + 2));
		}
		return this.mvc.perform(request).andReturn().getResponse();
	}

}
