package io.github.conditionalcache.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The zone table as a file of its own, with a size and a modification time, which an
 * entry of a jar lacks.
 */
@Component
class ZoneFile implements DisposableBean {

	private final Path file;

	ZoneFile() throws IOException {
		this.file = Files.createTempFile("zone", ".tab");
		try (InputStream table = new ClassPathResource("data/zone.tab").getInputStream();
				var copy = Files.newOutputStream(this.file)) {
			table.transferTo(copy);
		}
	}

	Resource resource() {
		return new FileSystemResource(this.file);
	}

	@Override
	public void destroy() throws IOException {
		Files.deleteIfExists(this.file);
	}

}
