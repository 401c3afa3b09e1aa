package io.github.conditionalcache.change.entity;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers of entities beside writers that name no tag.
 */
@SpringBootTest(classes = LibraryApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "conditional-cache.change-tags.automatic=entities",
				"spring.datasource.hikari.maximum-pool-size=2", "spring.datasource.hikari.connection-timeout=2000",
				"spring.jpa.hibernate.ddl-auto=create" })
abstract class AbstractEntityTagsTests {

	private final String server;

	private final boolean deletesByAlias;

	@Autowired
	private LibraryApplication.Readers readers;

	@Autowired
	private LibraryApplication.Writers writers;

	@Autowired
	private LibraryApplication.Outcomes outcomes;

	private RawHttp http;

	/**
	 * Creates the tests.
	 * @param server class of the web server
	 * @param deletesByAlias whether Hibernate names the table of a bulk delete by an
	 * alias alone
	 */
	AbstractEntityTagsTests(String server, boolean deletesByAlias) {
		this.server = server;
		this.deletesByAlias = deletesByAlias;
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@BeforeEach
	void fill(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.writers.reset();
		this.http.get("/towns");
	}

	private Answer revalidate(String path, Answer known) {
		return this.http.get(path, "If-None-Match: " + known.field("ETag"));
	}

	private int write(String way) {
		return this.http.write("POST", "/do/" + way, "").status();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/publications", "/books", "/books/1", "/novels/2", "/magazines", "/authors", "/towns",
			"/headings", "/orders", "/orders/1", "/named/1", "/places", "/view/1" })
	void unchangedAnswerIsFoundWithoutItsHandler(String path) {
		Answer full = this.http.get(path);
		assertThat(full.status()).isEqualTo(200);
		int before = this.readers.calls.get();
		assertThat(revalidate(path, full).status()).isEqualTo(304);
		assertThat(this.readers.calls.get()).isEqualTo(before);
		assertThat(this.outcomes.last.get().phase()).isEqualTo(Phase.EARLY);
		assertThat(this.outcomes.last.get().validator()).isEqualTo(ValidatorKind.TAGS);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			way,               read,          changed
			rename,            /books/1,      true
			rename,            /books,        true
			rename,            /publications, true
			rename,            /named/1,      true
			rename,            /view/1,       true
			rename,            /headings,     true
			rename,            /novels/2,     true
			rename,            /magazines,    true
			rename,            /orders,       false
			rename,            /authors,      true
			rename,            /towns,        false
			rename-novel,      /novels/2,     true
			rename-novel,      /books/1,      true
			rename-novel,      /named/2,      true
			rename-novel,      /named/1,      false
			rename-magazine,   /magazines,    true
			rename-magazine,   /publications, true
			rename-magazine,   /books,        true
			cover,             /books/1,      true
			keyword,           /books/1,      true
			keyword,           /named/1,      true
			keywords,          /books/1,      true
			no-keywords,       /books/1,      true
			translation,       /books/1,      true
			author,            /books/1,      true
			author,            /view/1,       true
			author,            /authors,      true
			author,            /towns,        false
			no-author,         /books/1,      true
			no-author,         /authors,      true
			town,              /towns,        true
			town,              /books/1,      true
			no-town,           /authors,      true
			remove-town,       /towns,        true
			heading,           /headings,     true
			heading,           /books/1,      true
			heading,           /named/1,      true
			insert,            /books,        true
			insert,            /publications, true
			remove,            /magazines,    true
			remove,            /publications, true
			line,              /orders,       true
			line,              /orders/1,     true
			line,              /orders/2,     false
			new-line,          /orders/1,     true
			new-line,          /orders/2,     false
			move-line,         /orders/1,     true
			move-line,         /orders/2,     true
			orphan,            /orders/1,     true
			order,             /orders/2,     true
			order,             /orders/1,     false
			remove-shelf,      /places,       true
			rated,             /rated/1,      true
			jpql,              /books/1,      true
			jpql,              /named/1,      true
			jpql,              /publications, true
			jpql,              /towns,        false
			jpql-cover,        /books/1,      true
			jpql-delete,       /magazines,    true
			jpql-shelf,        /places,       true
			jpql-line,         /orders/1,     true
			criteria,          /books/1,      true
			criteria,          /authors,      true
			criteria,          /towns,        false
			native,            /books/1,      true
			native,            /named/1,      true
			native,            /orders,       true
			native-author,     /authors,      true
			native-author,     /orders,       false
			native-keywords,   /books/1,      true
			force,             /named/1,      true
			force,             /towns,        false
			force-now,         /named/1,      true
			force-now,         /towns,        false
			flush,             /books/1,      true
			query,             /books/1,      true
			query,             /towns,        false
			read,              /books/1,      false
			merge,             /authors,      true
			roll-back,         /books/1,      false
			rolled-back-read,  /books/1,      false
			rolled-back-town,  /headings,     false
			rolled-back-town,  /towns,        true
			outer,             /books/1,      true
			by-hand,           /books/1,      true
			by-hand-jpql,      /books/1,      true
			by-hand-jpql,      /towns,        false
			by-hand-native,    /books/1,      true
			by-hand-keyword,   /books/1,      true
			by-hand-roll-back, /books/1,      false
			stateless,         /authors,      true
			stateless,         /books/1,      true
			stateless,         /towns,        false
			stateless-insert,  /books,        true
			stateless-keyword, /books/1,      true
			stateless-keyword, /named/1,      true
			stateless-upsert,  /authors,      true
			stateless-upsert,  /towns,        false
			stateless-bulk,    /authors,      true
			stateless-shared,  /authors,      true
			rating,            /rated/1,      true
			rating,            /books/1,      false
			""")
	void writeGivesAnotherEntityTag(String way, String read, boolean changed) {
		Answer full = this.http.get(read);
		assertThat(write(way)).isEqualTo(200);
		Answer again = revalidate(read, full);
		assertThat(again.status()).isEqualTo(changed ? 200 : 304);
		assertThat(revalidate(read, changed ? again : full).status()).isEqualTo(304);
	}

	// An alias may be any table
	@Test
	void bulkDeleteLeavesOtherTypesWhereItNamesItsTable() {
		Answer full = this.http.get("/towns");
		assertThat(write("jpql-delete")).isEqualTo(200);
		assertThat(revalidate("/towns", full).status()).isEqualTo(this.deletesByAlias ? 200 : 304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "autocommit", "autocommit-bulk", "by-hand-force", "by-hand-force-now" })
	void writeThatCanNotBeNotedIsRefused(String way) {
		Answer full = this.http.get("/authors");
		assertThat(write(way)).isEqualTo(500);
		assertThat(revalidate("/authors", full).status()).isEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/unnamed/1", "/object/1", "/rated/1" })
	void answerOfUnprovedTypeIsDecidedByItsContent(String path) {
		Answer full = this.http.get(path);
		int before = this.readers.calls.get();
		assertThat(revalidate(path, full).status()).isEqualTo(304);
		assertThat(this.readers.calls.get()).isEqualTo(before + 1);
		assertThat(this.outcomes.last.get().validator()).isEqualTo(ValidatorKind.BODY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rename", "jpql", "native" })
	void readerBeforeTheCommitIsNotLabelledWithTheNewTag(String way) {
		Answer[] seen = new Answer[1];
		this.writers.beforeCommit.set(() -> seen[0] = this.http.get("/books/1"));
		write(way);
		this.writers.beforeCommit.set(() -> {
		});
		assertThat(revalidate("/books/1", seen[0]).text()).contains("changed");
	}

}
