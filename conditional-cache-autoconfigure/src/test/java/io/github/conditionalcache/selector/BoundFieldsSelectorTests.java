package io.github.conditionalcache.selector;

import java.util.List;
import java.util.Set;

import io.github.conditionalcache.tag.CanonicalBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BoundFieldsSelector}, bound to xTenant, author and from.
 */
class BoundFieldsSelectorTests {

	private static final Set<String> NAMES = Set.of("xTenant", "author", "from");

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			field,            bound, of any
			X-Tenant,         true,  true
			x-tenant,         true,  true
			XTenant,          true,  true
			X-T-enant,        true,  true
			X-Tenant-,        true,  true
			xTenant.name,     true,  true
			xTenant[0],       true,  true
			xTenant_name,     false, false
			_xTenant,         true,  true
			!xTenant,         true,  true
			-_xTenant,        true,  true
			x_Tenant,         false, false
			x!Tenant,         false, false
			author,           true,  true
			authors,          false, false
			auth,             false, false
			from,             false, true
			From,             false, true
			X-Other,          false, false
			""")
	void fieldsThatAreBound(String field, boolean bound, boolean ofAny) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		assertThat(new BoundFieldsSelector(NAMES, false).tellsApart(new Selected(request))).isFalse();
		request.addHeader(field, "one");
		for (boolean any : new boolean[] { true, false }) {
			boolean expected = any ? ofAny : bound;
			BoundFieldsSelector selector = new BoundFieldsSelector(NAMES, any);
			assertThat(selector.sentFields(request)).isEqualTo(expected ? List.of(field) : List.of());
			assertThat(selector.tellsApart(new Selected(request))).isEqualTo(expected);
		}
	}

	@Test
	void linesOfAllBoundFieldsCount() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("X-Tenant", "one");
		request.addHeader("Other", "two");
		request.addHeader("Author", "three");
		BoundFieldsSelector selector = new BoundFieldsSelector(NAMES, false);
		assertThat(selector.sentFields(request)).containsExactly("X-Tenant", "Author");
		CanonicalBytes variant = new CanonicalBytes();
		selector.addTo(variant, new Selected(request));
		assertThat(variant.toByteArray()).isEqualTo(new CanonicalBytes().add(2)
			.add("X-Tenant")
			.add("one")
			.add(1)
			.add("Author")
			.add("three")
			.add(1)
			.toByteArray());
	}

}
