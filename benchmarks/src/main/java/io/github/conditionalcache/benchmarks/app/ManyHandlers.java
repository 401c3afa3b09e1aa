package io.github.conditionalcache.benchmarks.app;

import java.lang.reflect.Method;

import io.github.conditionalcache.Cacheable304;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * As many managed handlers as asked for, each at a path of its own, none with a pattern:
 * Spring compares patterns one by one, which would be all that one sees.
 */
class ManyHandlers implements ApplicationRunner {

	private final RequestMappingHandlerMapping mapping;

	private final int count;

	ManyHandlers(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
			@Value("${benchmark.handlers:0}") int count) {
		this.mapping = mapping;
		this.count = count;
	}

	@Override
	public void run(ApplicationArguments args) throws NoSuchMethodException {
		RequestMappingInfo.BuilderConfiguration options = this.mapping.getBuilderConfiguration();
		Method method = OneOfMany.class.getMethod("answer");
		for (int i = 0; i < this.count; i++) {
			this.mapping.registerMapping(
					RequestMappingInfo.paths("/many/" + i).methods(RequestMethod.GET).options(options).build(),
					new OneOfMany(), method);
		}
	}

	/**
	 * One of them.
	 */
	public static class OneOfMany {

		/**
		 * Answers.
		 * @return a text
		 */
		@Cacheable304("@versions.latest()")
		@ResponseBody
		public String answer() {
			return "one of many";
		}

	}

}
