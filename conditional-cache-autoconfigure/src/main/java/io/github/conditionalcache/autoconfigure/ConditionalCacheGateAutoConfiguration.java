package io.github.conditionalcache.autoconfigure;

import java.util.List;

import io.github.conditionalcache.webmvc.Gate;
import io.github.conditionalcache.webmvc.GateHandlerAdapter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.context.annotation.Primary;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration of the gate before controllers: has Spring MVC call handlers through
 * an adapter that has one. An application's own {@link WebMvcRegistrations} keep their
 * say.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = WebMvcAutoConfiguration.class)
@ConditionalOnClass({ DispatcherServlet.class, WebMvcRegistrations.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "conditional-cache.enabled", matchIfMissing = true)
public final class ConditionalCacheGateAutoConfiguration {

	@Bean
	@Primary
	@Conditional(OnNoPrimaryRegistrations.class)
	WebMvcRegistrations conditionalCacheWebMvcRegistrations(ListableBeanFactory beans, ObjectProvider<Gate> gate) {
		return new GateRegistrations(() -> others(beans), () -> new GateHandlerAdapter(gate));
	}

	// As Spring Boot does, heeds the application's registrations if there is one only
	private static @Nullable WebMvcRegistrations others(ListableBeanFactory beans) {
		List<WebMvcRegistrations> others = beans.getBeanProvider(WebMvcRegistrations.class)
			.stream()
			.filter((registrations) -> !(registrations instanceof GateRegistrations))
			.toList();
		return (others.size() == 1) ? others.get(0) : null;
	}

	/**
	 * Two primary beans would stop the application.
	 */
	static final class OnNoPrimaryRegistrations extends SpringBootCondition implements ConfigurationCondition {

		@Override
		public ConfigurationPhase getConfigurationPhase() {
			return ConfigurationPhase.REGISTER_BEAN;
		}

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("primary WebMvcRegistrations");
			ConfigurableListableBeanFactory beans = context.getBeanFactory();
			if (beans != null) {
				for (String name : beans.getBeanNamesForType(WebMvcRegistrations.class, true, false)) {
					if (beans.containsBeanDefinition(name) && beans.getBeanDefinition(name).isPrimary()) {
						return ConditionOutcome.noMatch(message.foundExactly(name));
					}
				}
			}
			return ConditionOutcome.match(message.because("there is none"));
		}

	}

}
