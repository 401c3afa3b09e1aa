package io.github.conditionalcache.autoconfigure.facts;

import java.util.List;

import io.github.conditionalcache.answer.ResponseCompression;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Compression;
import org.springframework.core.env.Environment;

/**
 * Reads {@code server.compression}. Apart, because an application in a container of its
 * own has no such class.
 */
public final class ServerCompression {

	private ServerCompression() {
	}

	/**
	 * Returns the rules of the compression.
	 * @param environment holds the properties
	 * @return media types, or none if compression is off
	 */
	public static List<String> mimeTypes(Environment environment) {
		Compression compression = bind(environment);
		return compression.getEnabled() ? List.of(compression.getMimeTypes()) : List.of();
	}

	private static Compression bind(Environment environment) {
		return Binder.get(environment).bindOrCreate("server.compression", Compression.class);
	}

	public static ResponseCompression from(Environment environment) {
		Compression compression = bind(environment);
		return compression.getEnabled() ? new ResponseCompression(List.of(compression.getMimeTypes()),
				compression.getMinResponseSize().toBytes()) : ResponseCompression.NONE;
	}

}
