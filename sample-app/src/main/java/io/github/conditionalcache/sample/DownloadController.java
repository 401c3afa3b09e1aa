package io.github.conditionalcache.sample;

import io.github.conditionalcache.Cacheable304;

import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The zone table for download, whole or in ranges.
 */
@RestController
class DownloadController {

	private final ZoneFile file;

	DownloadController(ZoneFile file) {
		this.file = file;
	}

	@GetMapping(path = "/download/zone.tab", produces = "text/tab-separated-values")
	@Cacheable304
	ResponseEntity<Resource> zoneTable() {
		ContentDisposition disposition = ContentDisposition.attachment().filename("zone.tab").build();
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
			.body(this.file.resource());
	}

}
