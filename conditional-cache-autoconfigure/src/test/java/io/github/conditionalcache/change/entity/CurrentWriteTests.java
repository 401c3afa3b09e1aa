package io.github.conditionalcache.change.entity;

import java.util.List;
import java.util.Set;

import io.github.conditionalcache.change.statement.TableName;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link CurrentWrite}.
 */
class CurrentWriteTests {

	private final SharedSessionContractImplementor session = mock(SharedSessionContractImplementor.class,
			Answers.RETURNS_DEEP_STUBS);

	private final CurrentWrite current = new CurrentWrite();

	private void transaction(boolean inProgress, TransactionStatus status) {
		given(this.session.isOpenOrWaitingForAutoClose()).willReturn(true);
		given(this.session.isTransactionInProgress()).willReturn(inProgress);
		given(this.session.getTransactionCoordinator().getTransactionDriverControl().getStatus()).willReturn(status);
	}

	// What was announced before a failure may still be there when another statement comes
	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			written,      fits
			book,         true
			BOOK,         true
			'"book"',     true
			public.book,  true
			loan,         false
			booking,      false
			HT_book,      true
			,             false
			""")
	void announcementIsForStatementsOfItsTables(@Nullable String written, boolean fits) {
		transaction(true, TransactionStatus.ACTIVE);
		this.current.begin(this.session, List.of(TableName.of("book"), TableName.of("author")));
		CurrentWrite.Announced announced = this.current.next();
		assertThat(announced).isNotNull();
		assertThat(announced.noted()).isTrue();
		assertThat(announced.fits((written != null) ? TableName.of(written) : null)).isEqualTo(fits);
	}

	@ParameterizedTest
	@CsvSource({ "true, ACTIVE, true", "true, MARKED_ROLLBACK, false", "false, ACTIVE, false" })
	void announcementCountsInALiveTransaction(boolean inProgress, TransactionStatus status, boolean counts) {
		transaction(inProgress, status);
		this.current.begin(this.session, List.of(TableName.of("book")));
		assertThat(this.current.next() != null).isEqualTo(counts);
		assertThat(this.current.next() != null).isEqualTo(counts);
	}

	@Test
	void announcementOfOneStatementIsTakenByTheFirst() {
		transaction(true, TransactionStatus.ACTIVE);
		this.current.expect(this.session, Set.of("book"));
		assertThat(this.current.next()).isNotNull().satisfies((announced) -> assertThat(announced.noted()).isFalse());
		assertThat(this.current.next()).isNull();
	}

	@Test
	void announcementWithoutTablesFitsAnyStatement() {
		transaction(true, TransactionStatus.ACTIVE);
		this.current.expect(this.session, null);
		assertThat(this.current.next()).isNotNull()
			.satisfies((announced) -> assertThat(announced.fits(TableName.of("loan"))).isTrue());
	}

}
