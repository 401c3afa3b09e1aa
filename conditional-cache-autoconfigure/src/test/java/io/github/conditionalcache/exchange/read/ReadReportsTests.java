package io.github.conditionalcache.exchange.read;

import java.util.List;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.exchange.OutcomePublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadReports}.
 */
class ReadReportsTests {

	private final ReadParts parts = new ReadParts();

	private final ReadReports reports = new ReadReports(this.parts.publisher);

	private ConditionalRequestOutcome end(String method, int status, Result result, @Nullable Long saved, long sent) {
		MockHttpServletRequest request = GetHandler.get();
		request.setMethod(method);
		StubResponse response = new StubResponse();
		response.setStatus(status);
		ReadExchange exchange = new GetHandler().exchange(request, response);
		exchange.attachTo(request);
		exchange.decided(new Outcome(result, Reason.CHANGED, ValidatorKind.VERSION, Phase.VALUE));
		if (saved != null) {
			exchange.saved(saved);
		}
		this.reports.end(exchange, request, sent);
		assertThat(ReadExchange.of(request)).isNull();
		return this.parts.outcomes.get(this.parts.outcomes.size() - 1);
	}

	@Test
	void outcomeIsReported() {
		ConditionalRequestOutcome outcome = end("GET", 200, Result.MISS, null, 10);
		assertThat(outcome).isEqualTo(new ConditionalRequestOutcome("Books.get", "GET", "/a", Result.MISS,
				Reason.CHANGED, ValidatorKind.VERSION, Phase.VALUE, null, false, null, outcome.handling()));
		assertThat(outcome.handling()).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, status, result,        sent, estimated
			GET,    200,    MISS,          10,   10
			GET,    200,    UNCONDITIONAL, 10,   10
			GET,    200,    MISS,          0,
			GET,    206,    MISS,          10,
			GET,    200,    BYPASS,        10,
			""")
	void lengthOfAnAnswerEstimatesWhatTheNextOneSaves(String method, int status, Result result, long sent,
			@Nullable Long estimated) {
		end(method, status, result, null, sent);
		ConditionalRequestOutcome hit = end("GET", 304, Result.HIT, null, 0);
		assertThat(hit.savedBytes()).isEqualTo(estimated);
		assertThat(hit.savedEstimated()).isEqualTo(estimated != null);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, result, known, saved, estimated
			GET,    HIT,    7,     7,     false
			GET,    HIT,    ,      10,    true
			HEAD,   HIT,    7,     ,      false
			HEAD,   HIT,    ,      ,      false
			GET,    MISS,   7,     ,      false
			GET,    MISS,   ,      ,      false
			""")
	void savedIsTheContentOfAHit(String method, Result result, @Nullable Long known, @Nullable Long saved,
			boolean estimated) {
		end("GET", 200, Result.MISS, null, 10);
		ConditionalRequestOutcome outcome = end(method, 304, result, known, 0);
		assertThat(outcome.savedBytes()).isEqualTo(saved);
		assertThat(outcome.savedEstimated()).isEqualTo(estimated);
	}

	@Test
	void exchangeEndsThoughNobodyHears() {
		MockHttpServletRequest request = GetHandler.get();
		ReadExchange exchange = new GetHandler().exchange(request, new StubResponse());
		exchange.attachTo(request);
		new ReadReports(new OutcomePublisher(List::of, List::of)).end(exchange, request, 0);
		assertThat(ReadExchange.of(request)).isNull();
		assertThat(this.parts.outcomes).isEmpty();
	}

}
