package io.github.conditionalcache.version.expression;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Arguments} and {@link HandlerSignature}.
 */
class ArgumentsTests {

	private final Method handler = Objects
		.requireNonNull(ReflectionUtils.findMethod(ArgumentsTests.class, "get", long.class, String.class));

	private final HandlerSignature signature = HandlerSignature.of(this.handler, new DefaultParameterNameDiscoverer());

	@Test
	void argumentsOfTheHandlerAreFoundByPositionAndByName() {
		Arguments arguments = Arguments.of(this.signature, new Object[] { 5L, "Emma" });
		assertThat(arguments.method()).isEqualTo(this.handler);
		assertThat(arguments.argument(0)).isEqualTo(5L);
		assertThat(arguments.argument(1)).isEqualTo("Emma");
		assertThat(arguments.argument("id")).isEqualTo(5L);
		assertThat(arguments.argument("name")).isEqualTo("Emma");
		assertThat(arguments.argument("a1")).isEqualTo("Emma");
		assertThat(arguments.argument("p0")).isEqualTo(5L);
	}

	@Test
	void argumentThatIsNullIsNoMissingOne() {
		@Nullable Object[] values = { 5L, null };
		assertThat(Arguments.of(this.signature, values).argument("name")).isNull();
	}

	@Test
	void parameterThatTheHandlerDoesNotHaveIsRefused() {
		Arguments arguments = Arguments.of(this.signature, new Object[] { 5L, "Emma" });
		assertThatIllegalArgumentException().isThrownBy(() -> arguments.argument("title"))
			.withMessage("get has no parameter named [title]");
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> arguments.argument(2));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> arguments.argument(-1));
	}

	@Test
	void argumentsOfAnotherHandlerAreFoundAtTheirPositions() {
		Arguments arguments = Arguments.of(this.signature, new Object[] { "body", "Emma", 5L }, List.of(2, 1));
		assertThat(arguments.argument("id")).isEqualTo(5L);
		assertThat(arguments.argument("name")).isEqualTo("Emma");
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> arguments.argument(2));
	}

	@Test
	void argumentThatAnotherHandlerLacksFails() {
		Arguments arguments = Arguments.of(this.signature, new Object[] { "Emma", 5L }, List.of(-1, 0));
		assertThat(arguments.argument("name")).isEqualTo("Emma");
		assertThatIllegalStateException().isThrownBy(() -> arguments.argument("id"))
			.withMessage("There is no argument for parameter 0 of get");
	}

	@Test
	void unknownArgumentsFail() {
		Arguments arguments = Arguments.unknown(this.signature);
		assertThat(arguments.method()).isEqualTo(this.handler);
		assertThatIllegalStateException().isThrownBy(() -> arguments.argument(0));
		assertThatIllegalStateException().isThrownBy(() -> arguments.argument("name"))
			.withMessage("There is no argument for parameter 1 of get");
	}

	@Test
	void namesArePositionsTwiceAndTheParametersOwn() {
		assertThat(this.signature.names()).containsExactly("id", "name");
		assertThat(this.signature.positions()).hasSize(6)
			.containsEntry("id", 0)
			.containsEntry("a0", 0)
			.containsEntry("p0", 0)
			.containsEntry("name", 1)
			.containsEntry("a1", 1)
			.containsEntry("p1", 1);
	}

	@SuppressWarnings("unused")
	void get(long id, String name) {
	}

}
