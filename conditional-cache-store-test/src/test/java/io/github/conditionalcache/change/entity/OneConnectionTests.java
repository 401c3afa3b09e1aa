package io.github.conditionalcache.change.entity;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tags of entities in a table, with open-in-view and a pool of one connection. Where a
 * thread took a second one, a request would fail after the timeout of the pool.
 */
@SpringBootTest(classes = LibraryApplication.class,
		properties = { "conditional-cache.change-tags.automatic=entities", "conditional-cache.change-tags.store=jdbc",
				"spring.datasource.url=jdbc:h2:mem:one-connection", "spring.datasource.hikari.maximum-pool-size=1",
				"spring.datasource.hikari.connection-timeout=1000", "spring.jpa.open-in-view=true",
				"spring.jpa.hibernate.ddl-auto=create" })
@AutoConfigureMockMvc
class OneConnectionTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private LibraryApplication.Writers writers;

	@BeforeEach
	void fill() {
		this.writers.reset();
		get("/towns", "");
	}

	private MvcTestResult get(String path, String ifNoneMatch) {
		return this.mvc.get().uri(path).header(HttpHeaders.IF_NONE_MATCH, ifNoneMatch).exchange();
	}

	private String tag(String path) {
		return String.valueOf(get(path, "").getResponse().getHeader(HttpHeaders.ETAG));
	}

	@ParameterizedTest
	@ValueSource(strings = { "rename", "keyword", "jpql", "jpql-cover", "native", "force", "flush", "by-hand",
			"stateless-keyword", "stateless-insert" })
	void bookIsModifiedOnce(String way) {
		String before = tag("/books");
		assertThat(get("/books", before)).hasStatus(HttpStatus.NOT_MODIFIED);
		assertThat(this.mvc.post().uri("/do/" + way)).hasStatusOk();
		assertThat(get("/books", before)).hasStatusOk();
		assertThat(get("/books", tag("/books"))).hasStatus(HttpStatus.NOT_MODIFIED);
	}

}
