package io.github.conditionalcache.exchange.write;

import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.exchange.read.TestVersion;
import io.github.conditionalcache.placement.Placement.Place;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.registry.MappedHandlers;
import io.github.conditionalcache.security.MethodAuthorization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WriteGate}.
 */
class WriteGateTests {

	private static final Object[] ARGUMENTS = { 1 };

	private final TestVersion version = TestVersion.of(EntityTag.strong("a"));

	private final WriteExchanges exchanges = new WriteExchanges(this.version);

	private final WriteGate gate = new WriteGate(this.exchanges.decider(),
			new WrittenTag(new MappedHandlers(MethodAuthorization.NONE, false).writes(), this.exchanges.versions()));

	private WriteExchange exchange(String tag) {
		return this.exchanges.exchange(WriteExchanges.put("If-Match", tag));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			place,   tag,   permitted, compared, open
			HANDLER, '"a"', true,      1,        false
			HANDLER, '"b"', false,     1,        false
			PROXY,   '"a"', true,      0,        true
			PROXY,   '"b"', true,      0,        true
			""")
	void writeIsComparedWhereTheGateStands(Place place, String tag, boolean permitted, int compared, boolean open) {
		this.exchanges.place = place;
		WriteExchange exchange = exchange(tag);
		assertThat(this.gate.permits(exchange, ARGUMENTS)).isEqualTo(permitted);
		assertThat(this.version.reads).isEqualTo(compared);
		assertThat(exchange.isGateOpen()).isEqualTo(open);
	}

	@Test
	void attemptIsComparedEachTime() {
		this.exchanges.place = Place.PROXY;
		WriteExchange exchange = exchange("\"a\"");
		this.gate.permits(exchange, ARGUMENTS);
		assertThat(this.gate.permitsAttempt(exchange, ARGUMENTS)).isTrue();
		assertThat(exchange.isGateOpen()).isFalse();
		assertThat(exchange.outcome().result()).isEqualTo(Result.PASSED);
		this.version.value = EntityTag.strong("b");
		assertThat(this.gate.permitsAttempt(exchange, ARGUMENTS)).isFalse();
		assertThat(this.version.reads).isEqualTo(2);
	}

	@Test
	void attemptAfterARefusalIsNoneAnyMore() {
		WriteExchange exchange = exchange("\"b\"");
		assertThat(this.gate.permitsAttempt(exchange, ARGUMENTS)).isFalse();
		this.version.value = EntityTag.strong("b");
		exchange.openGate();
		assertThat(this.gate.permitsAttempt(exchange, ARGUMENTS)).isFalse();
		assertThat(this.version.reads).isOne();
		assertThat(exchange.isGateOpen()).isTrue();
	}

	@Test
	void refusalIsBehindWhateverAdviceMakesOfIt() {
		WriteExchange exchange = exchange("\"b\"");
		assertThat(this.gate.permits(exchange, ARGUMENTS)).isFalse();
		assertThat(this.gate.refusalBehind(exchange, new IllegalStateException())).isNotNull()
			.isSameAs(exchange.refusal());
	}

	@Test
	void otherFailureIsNoRefusal() {
		WriteExchange exchange = exchange("\"a\"");
		assertThat(this.gate.permits(exchange, ARGUMENTS)).isTrue();
		assertThat(this.gate.refusalBehind(exchange, new IllegalStateException())).isNull();
	}

}
