package io.github.conditionalcache.webmvc;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.InternalResourceView;
import org.springframework.web.servlet.view.RedirectView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReturnedView}.
 */
class ReturnedViewTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			name,          status,    ok,    forward
			zone,          ,          true,  false
			zone,          OK,        true,  false
			zone,          NOT_FOUND, false, false
			zone,          ACCEPTED,  false, false
			redirect:/a,   ,          false, false
			forward:/a,    ,          true,  true
			a/redirect:,   ,          true,  false
			""")
	void nameAndStatusShowTheKindOfAnswer(String name, @Nullable HttpStatus status, boolean ok, boolean forward) {
		ModelAndView view = new ModelAndView(name);
		view.setStatus(status);
		assertThat(new ReturnedView(view).isOk()).isEqualTo(ok);
		assertThat(new ReturnedView(view).isForward()).isEqualTo(forward);
	}

	@Test
	void viewObjectThatRedirectsIsNotOk() {
		assertThat(new ReturnedView(new ModelAndView(new RedirectView("/a"))).isOk()).isFalse();
		ReturnedView other = new ReturnedView(new ModelAndView(new InternalResourceView("/a")));
		assertThat(other.isOk()).isTrue();
		assertThat(other.isForward()).isFalse();
	}

	@Test
	void modelIsNotGuardedByPlainAttributes() {
		assertThat(new ReturnedView(new ModelAndView("a", "name", "value")).isGuarded()).isFalse();
	}

}
