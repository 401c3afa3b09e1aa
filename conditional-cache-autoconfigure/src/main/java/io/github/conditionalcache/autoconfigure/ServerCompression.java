package io.github.conditionalcache.autoconfigure;

import java.util.List;

import io.github.conditionalcache.webmvc.ResponseCompression;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Compression;
import org.springframework.core.env.Environment;

/**
 * Reads {@code server.compression}. Apart, because an application in a container of its
 * own has no such class.
 */
final class ServerCompression {

	private ServerCompression() {
	}

	static ResponseCompression from(Environment environment) {
		Compression compression = Binder.get(environment).bindOrCreate("server.compression", Compression.class);
		return compression.getEnabled() ? new ResponseCompression(List.of(compression.getMimeTypes()),
				compression.getMinResponseSize().toBytes()) : ResponseCompression.NONE;
	}

}
