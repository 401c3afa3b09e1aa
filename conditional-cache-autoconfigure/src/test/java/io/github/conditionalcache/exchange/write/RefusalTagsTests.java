package io.github.conditionalcache.exchange.write;

import io.github.conditionalcache.exchange.read.TestVersion;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.registry.MappedHandlers;
import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.security.UrlRules;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RefusalTags}.
 */
class RefusalTagsTests {

	private static final EntityTag TAG = EntityTag.strong("a");

	private final WriteExchanges exchanges = new WriteExchanges(TestVersion.of(TAG));

	private WriteExchange exchange(boolean called) {
		WriteExchange exchange = this.exchanges.exchange(WriteExchanges.put());
		if (called) {
			exchange.attempt(new Object[] { 1 });
		}
		return exchange;
	}

	@Test
	void tagIsShownAlwaysOrNever() {
		assertThat(RefusalTags.always().before(exchange(false), TAG)).isEqualTo(TAG);
		assertThat(RefusalTags.always().whileWriting(exchange(false), TAG)).isEqualTo(TAG);
		assertThat(RefusalTags.always().before(exchange(false), null)).isNull();
		assertThat(RefusalTags.always().whileWriting(exchange(false), null)).isNull();
		assertThat(RefusalTags.never().before(exchange(false), TAG)).isNull();
		assertThat(RefusalTags.never().whileWriting(exchange(false), TAG)).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			proves, url,   read,  granted, before, whileWriting
			true,   false, true,  true,    true,   true
			false,  true,  true,  true,    true,   true
			false,  false, true,  true,    false,  true
			true,   true,  false, true,    false,  false
			true,   true,  true,  false,   false,  false
			""")
	void tagIsShownWhereAuthorized(boolean proves, boolean url, boolean read, boolean granted, boolean before,
			boolean whileWriting) {
		this.exchanges.provesAccess = proves;
		RefusalTags tags = RefusalTags.whereAuthorized(new Rules(url, read),
				new ReaderAccess(new MappedHandlers(MethodAuthorization.NONE, false).writes()));
		// Without a call nobody knows the arguments of the reader
		WriteExchange exchange = exchange(granted);
		assertThat(tags.before(exchange, TAG)).isEqualTo(before ? TAG : null);
		assertThat(tags.whileWriting(exchange, TAG)).isEqualTo(whileWriting ? TAG : null);
	}

	/**
	 * Rules for URLs.
	 *
	 * @param admits whether there is a rule that lets the write in
	 * @param lets whether the user may read
	 */
	record Rules(boolean admits, boolean lets) implements UrlRules {

		@Override
		public boolean admit(HttpServletRequest request) {
			return this.admits;
		}

		@Override
		public boolean letRead(HttpServletRequest request) {
			return this.lets;
		}

	}

}
