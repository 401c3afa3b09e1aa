package io.github.conditionalcache.webmvc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.conditionalcache.Cacheable304;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.times;

/**
 * Whatever may load data before a handler is asked before its version is read, so that
 * the version does not label what was loaded.
 */
class EarlierReadsTests {

	private static final EntityManager entities = mock(EntityManager.class);

	private final WebApplicationContextRunner runner = MockedMvc.runner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(Application.class, Zones.class);

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,             labelled, forgotten
			/plain/1,         true,     0
			/authorized/1,    false,    0
			/constrained/1,   false,    0
			/command/1?id=1,  false,    0
			/given/1,         true,     0
			/loading/1,       true,     1
			""")
	void versionLabelsNothingThatWasLoadedBefore(String path, boolean labelled, int forgets) {
		this.runner.run((context) -> {
			SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "", "USER"));
			reset(entities);
			given(entities.unwrap(any())).willThrow(new PersistenceException());
			try {
				MockHttpServletResponse answer = new MockedMvc(context).get(path);
				assertThat(answer.getStatus()).isEqualTo(200);
				assertThat(answer.getHeader("ETag")).matches(labelled ? "W/\".+\\..+\"" : "W/\"[0-9a-v]+\"");
				then(entities).should(times(forgets)).clear();
			}
			finally {
				SecurityContextHolder.clearContext();
				TransactionSynchronizationManager.unbindResourceIfPossible(entities);
			}
		});
	}

	// As a query does in a persistence context that is open for the whole request
	private static void loadEntity() {
		TransactionSynchronizationManager.bindResource(entities, new EntityManagerHolder(entities));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	static class Application {

		@Bean
		Owners owners() {
			return new Owners();
		}

	}

	public static class Owners {

		public boolean owns(long id) {
			loadEntity();
			return true;
		}

		public long version(long id) {
			return id;
		}

		public long load(long id) {
			loadEntity();
			return id;
		}

	}

	@Target({ ElementType.PARAMETER, ElementType.FIELD })
	@Retention(RetentionPolicy.RUNTIME)
	@Constraint(validatedBy = ExistsValidator.class)
	@interface Exists {

		String message() default "";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	public static class ExistsValidator implements ConstraintValidator<Exists, Long> {

		@Override
		public boolean isValid(Long id, ConstraintValidatorContext context) {
			loadEntity();
			return true;
		}

	}

	record Wanted(@Exists Long id) {

	}

	@RestController
	static class Zones {

		@GetMapping("/plain/{id}")
		@Cacheable304("@owners.version(#id)")
		String plain(@PathVariable long id) {
			return "plain";
		}

		@GetMapping("/authorized/{id}")
		@PreAuthorize("@owners.owns(#id)")
		@Cacheable304("@owners.version(#id)")
		String authorized(@PathVariable long id) {
			return "authorized";
		}

		@GetMapping("/constrained/{id}")
		@Cacheable304("@owners.version(#id)")
		String constrained(@PathVariable @Exists Long id) {
			return "constrained";
		}

		@GetMapping("/command/{id}")
		@Cacheable304("@owners.version(#wanted.id)")
		String command(@Validated Wanted wanted) {
			return "command";
		}

		@GetMapping("/loading/{id}")
		@Cacheable304("@owners.load(#id)")
		String loading(@PathVariable long id) {
			return "loading";
		}

		@GetMapping("/given/{id}")
		@Cacheable304("#id")
		String given(@PathVariable @Exists Long id) {
			return "given";
		}

	}

}
