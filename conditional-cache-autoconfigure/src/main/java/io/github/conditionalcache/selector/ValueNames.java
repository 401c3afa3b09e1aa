package io.github.conditionalcache.selector;

import java.io.File;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The names of values that can't be versions, but are nothing but what their name says.
 */
final class ValueNames {

	private ValueNames() {
	}

	/**
	 * Returns the name of a value.
	 * @param value the value
	 * @return a text that all values equal to it have, or {@code null} if it has no name
	 */
	static @Nullable String of(Object value) {
		if (value instanceof Locale locale) {
			return locale.toString();
		}
		if (value instanceof ZoneId zone) {
			return zone.getId();
		}
		if (value instanceof TimeZone zone) {
			return zone.getID();
		}
		if (value instanceof URL url) {
			return url.toExternalForm();
		}
		if (value instanceof Pattern pattern) {
			return pattern.flags() + ":" + pattern.pattern();
		}
		if (value instanceof Class<?> type) {
			return type.getName();
		}
		boolean plain = value instanceof URI || value instanceof File || value instanceof Path
				|| value instanceof Charset || value instanceof Currency || value instanceof InetAddress;
		return plain ? value.toString() : null;
	}

}
