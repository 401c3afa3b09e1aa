package io.github.conditionalcache.handler.write;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * The parameters that a query holds, decoded as forms are.
 */
final class QueryParameters {

	private QueryParameters() {
	}

	static MultiValueMap<String, String> of(@Nullable String query) {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		for (String pair : StringUtils.tokenizeToStringArray(query, "&")) {
			int equals = pair.indexOf('=');
			parameters.add(decode((equals >= 0) ? pair.substring(0, equals) : pair),
					(equals >= 0) ? decode(pair.substring(equals + 1)) : "");
		}
		return parameters;
	}

	private static String decode(String text) {
		try {
			return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

}
