package io.github.conditionalcache.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304.Strength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration metadata that editors show.
 */
class ConfigurationMetadataTests {

	/** Their absence is the default. */
	private static final Set<String> WITHOUT_DEFAULT = Set.of("conditional-cache.change-tags.jdbc.data-source",
			"conditional-cache.change-tags.jdbc.platform", "conditional-cache.change-tags.jdbc.schema",
			"conditional-cache.change-tags.statements.touches", "conditional-cache.change-tags.store",
			"conditional-cache.etag.secret", "conditional-cache.policies", "conditional-cache.validation.timeout");

	@Test
	void metadataListsEveryProperty() {
		assertThat(properties().map((property) -> property.get("name").asString())).containsExactlyInAnyOrder(
				"conditional-cache.cache-control", "conditional-cache.change-tags.automatic",
				"conditional-cache.change-tags.jdbc.continue-on-error",
				"conditional-cache.change-tags.jdbc.data-source",
				"conditional-cache.change-tags.jdbc.initialize-schema", "conditional-cache.change-tags.jdbc.platform",
				"conditional-cache.change-tags.jdbc.schema", "conditional-cache.change-tags.jdbc.table-name",
				"conditional-cache.change-tags.lease", "conditional-cache.change-tags.settle",
				"conditional-cache.change-tags.statements.touches", "conditional-cache.change-tags.store",
				"conditional-cache.diagnostics.explain-header", "conditional-cache.diagnostics.flapping-check",
				"conditional-cache.diagnostics.lint", "conditional-cache.diagnostics.server-timing",
				"conditional-cache.diagnostics.suppress-findings", "conditional-cache.diagnostics.verify-sample-rate",
				"conditional-cache.enabled", "conditional-cache.etag.algorithm", "conditional-cache.etag.secret",
				"conditional-cache.etag.strength", "conditional-cache.exclude-paths", "conditional-cache.expires",
				"conditional-cache.files.not-before", "conditional-cache.include-paths",
				"conditional-cache.last-modified.comparison", "conditional-cache.max-body-size",
				"conditional-cache.metrics.enabled", "conditional-cache.mode",
				"conditional-cache.preconditions.ignored-on-reload", "conditional-cache.preconditions.comparison",
				"conditional-cache.preconditions.match", "conditional-cache.preconditions.refusal-tag",
				"conditional-cache.preconditions.required", "conditional-cache.policies",
				"conditional-cache.validation.timeout", "conditional-cache.variant.deployment",
				"conditional-cache.variant.headers", "conditional-cache.variant.locale",
				"conditional-cache.variant.principal", "conditional-cache.variant.query",
				"conditional-cache.vary.auto");
	}

	@ParameterizedTest
	@MethodSource("properties")
	void descriptionIsSentences(JsonNode property) {
		assertThat(property.path("description").asString("")).matches("[A-Z][^\\n]*[^ ]\\.").doesNotStartWith("The ");
	}

	@ParameterizedTest
	@MethodSource("properties")
	void defaultIsKnownUnlessThereIsNone(JsonNode property) {
		assertThat(property.has("defaultValue")).isEqualTo(!WITHOUT_DEFAULT.contains(property.get("name").asString()));
	}

	@Test
	void defaultsAreTheOnesInTheCode() {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		properties().filter((property) -> property.has("defaultValue"))
			.forEach((property) -> source.put(property.get("name").asString(), value(property.get("defaultValue"))));
		ConditionalCacheProperties bound = new Binder(source)
			.bind("conditional-cache", Bindable.of(ConditionalCacheProperties.class))
			.get();
		assertThat(bound).usingRecursiveComparison().isEqualTo(withoutValues());
	}

	private static ConditionalCacheProperties withoutValues() {
		return new Binder(new MapConfigurationPropertySource()).bindOrCreate("conditional-cache",
				ConditionalCacheProperties.class);
	}

	@Test
	void secretIsNotShown() {
		assertThat(
				new ConditionalCacheProperties.Etag(Strength.AUTO, ConditionalCacheProperties.Algorithm.XXH3, "s3cret"))
			.asString()
			.contains("XXH3")
			.doesNotContain("s3cret");
	}

	private static Object value(JsonNode node) {
		return node.isArray() ? String.join(",", node.valueStream().map(JsonNode::asString).toList()) : node.asString();
	}

	private static Stream<JsonNode> properties() {
		try (InputStream metadata = ConditionalCacheProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			List<JsonNode> properties = JsonMapper.shared()
				.readTree(metadata)
				.get("properties")
				.valueStream()
				.filter((property) -> property.get("name").asString().startsWith("conditional-cache."))
				.toList();
			assertThat(properties).isNotEmpty();
			return properties.stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
