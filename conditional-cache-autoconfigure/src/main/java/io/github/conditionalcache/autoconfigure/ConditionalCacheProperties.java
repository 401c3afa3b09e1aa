package io.github.conditionalcache.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.precondition.DateComparison;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * Properties of conditional requests.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("conditional-cache")
public class ConditionalCacheProperties {

	/**
	 * Whether to answer conditional requests of managed handlers.
	 */
	private boolean enabled = true;

	/**
	 * Which handlers are managed: the annotated ones, or all that answer GET.
	 */
	private Mode mode = Mode.ANNOTATED;

	/**
	 * Path patterns that managed handlers are looked for in.
	 */
	private List<String> includePaths = new ArrayList<>(List.of("/**"));

	/**
	 * Path patterns that are never managed. Writes there are not checked, annotated or
	 * not. In the context of another DispatcherServlet they are refused all the same.
	 */
	private List<String> excludePaths = new ArrayList<>(List.of("/actuator/**"));

	/**
	 * Cache-Control of managed 200 and 304 answers for which the application sets none.
	 */
	private String cacheControl = "private, no-cache, max-age=0";

	/**
	 * Most content that is held back in memory to hash one response. Longer content is
	 * sent without an entity tag.
	 */
	private DataSize maxBodySize = DataSize.ofMegabytes(1);

	/**
	 * Named policies, which the annotation's 'cacheControl' may refer to.
	 */
	private final Map<String, Policy> policies = new LinkedHashMap<>();

	@NestedConfigurationProperty
	private final Validation validation = new Validation();

	@NestedConfigurationProperty
	private final Etag etag = new Etag();

	@NestedConfigurationProperty
	private final Variant variant = new Variant();

	@NestedConfigurationProperty
	private final Vary vary = new Vary();

	@NestedConfigurationProperty
	private final LastModified lastModified = new LastModified();

	@NestedConfigurationProperty
	private final Preconditions preconditions = new Preconditions();

	@NestedConfigurationProperty
	private final Files files = new Files();

	@NestedConfigurationProperty
	private final Metrics metrics = new Metrics();

	@NestedConfigurationProperty
	private final Diagnostics diagnostics = new Diagnostics();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Mode getMode() {
		return this.mode;
	}

	public void setMode(Mode mode) {
		this.mode = mode;
	}

	public List<String> getIncludePaths() {
		return this.includePaths;
	}

	public void setIncludePaths(List<String> includePaths) {
		this.includePaths = includePaths;
	}

	public List<String> getExcludePaths() {
		return this.excludePaths;
	}

	public void setExcludePaths(List<String> excludePaths) {
		this.excludePaths = excludePaths;
	}

	public String getCacheControl() {
		return this.cacheControl;
	}

	public void setCacheControl(String cacheControl) {
		this.cacheControl = cacheControl;
	}

	public DataSize getMaxBodySize() {
		return this.maxBodySize;
	}

	public void setMaxBodySize(DataSize maxBodySize) {
		this.maxBodySize = maxBodySize;
	}

	public Map<String, Policy> getPolicies() {
		return this.policies;
	}

	public Validation getValidation() {
		return this.validation;
	}

	public Etag getEtag() {
		return this.etag;
	}

	public Variant getVariant() {
		return this.variant;
	}

	public Vary getVary() {
		return this.vary;
	}

	public LastModified getLastModified() {
		return this.lastModified;
	}

	public Preconditions getPreconditions() {
		return this.preconditions;
	}

	public Files getFiles() {
		return this.files;
	}

	public Metrics getMetrics() {
		return this.metrics;
	}

	public Diagnostics getDiagnostics() {
		return this.diagnostics;
	}

	/**
	 * Which handlers are managed.
	 */
	public enum Mode {

		/**
		 * Those with the annotation.
		 */
		ANNOTATED,

		/**
		 * All that answer GET. Those without annotation get a weak entity tag made of
		 * their content and nothing else, unless they set a validator themselves.
		 */
		ALL

	}

	/**
	 * How answers may be stored.
	 */
	public static class Policy {

		/**
		 * Value of Cache-Control.
		 */
		private @Nullable String cacheControl;

		/**
		 * Value of CDN-Cache-Control, which only content delivery networks heed. Not sent
		 * to authenticated users.
		 */
		private @Nullable String cdnCacheControl;

		/**
		 * Request headers that select the answer. They enter the entity tag and Vary.
		 */
		private List<String> vary = new ArrayList<>();

		/**
		 * Whether the language of the request counts, where variant.locale is on.
		 */
		private boolean locale = true;

		public @Nullable String getCacheControl() {
			return this.cacheControl;
		}

		public void setCacheControl(@Nullable String cacheControl) {
			this.cacheControl = cacheControl;
		}

		public @Nullable String getCdnCacheControl() {
			return this.cdnCacheControl;
		}

		public void setCdnCacheControl(@Nullable String cdnCacheControl) {
			this.cdnCacheControl = cdnCacheControl;
		}

		public List<String> getVary() {
			return this.vary;
		}

		public void setVary(List<String> vary) {
			this.vary = vary;
		}

		public boolean isLocale() {
			return this.locale;
		}

		public void setLocale(boolean locale) {
			this.locale = locale;
		}

	}

	/**
	 * Preconditions of writes.
	 */
	public static class Preconditions {

		/**
		 * Whether every write that honours preconditions is refused with 428 if it has
		 * none.
		 */
		private boolean required;

		/**
		 * What If-Match compares: the state, which only writes change, or the exact
		 * entity tag, which also changes with language, user or deployment.
		 */
		private Match match = Match.STATE;

		/**
		 * How If-Match compares. Weak comparison is beyond the standard, for clients and
		 * proxies that weaken entity tags.
		 */
		private Comparison comparison = Comparison.STRONG;

		/**
		 * Whether a refused write is answered with the current entity tag. By default it
		 * is not where a service may still have denied the write.
		 */
		private RefusalTag refusalTag = RefusalTag.AUTO;

		public boolean isRequired() {
			return this.required;
		}

		public void setRequired(boolean required) {
			this.required = required;
		}

		public Match getMatch() {
			return this.match;
		}

		public void setMatch(Match match) {
			this.match = match;
		}

		public Comparison getComparison() {
			return this.comparison;
		}

		public void setComparison(Comparison comparison) {
			this.comparison = comparison;
		}

		public RefusalTag getRefusalTag() {
			return this.refusalTag;
		}

		public void setRefusalTag(RefusalTag refusalTag) {
			this.refusalTag = refusalTag;
		}

		/**
		 * What If-Match compares.
		 */
		public enum Match {

			/**
			 * The part of the tag that changes with every write.
			 */
			STATE,

			/**
			 * The whole tag.
			 */
			EXACT

		}

		/**
		 * How If-Match compares.
		 */
		public enum Comparison {

			/**
			 * Weak tags match nothing.
			 */
			STRONG,

			/**
			 * Weak tags match as well.
			 */
			WEAK

		}

		/**
		 * Where refused writes are answered with the current entity tag.
		 */
		public enum RefusalTag {

			/**
			 * Where method security is off, or the handler or its URL has a rule.
			 */
			AUTO,

			/**
			 * Everywhere.
			 */
			ALWAYS,

			/**
			 * Nowhere.
			 */
			NEVER

		}

	}

	/**
	 * Search for the declared version of an answer.
	 */
	public static class Validation {

		/**
		 * How long the version expressions and sources of one request may take, after
		 * which it is answered without an entity tag. By default they run on the
		 * request's thread for as long as they need.
		 */
		private @Nullable Duration timeout;

		public @Nullable Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(@Nullable Duration timeout) {
			this.timeout = timeout;
		}

	}

	/**
	 * Hash behind entity tags.
	 */
	public enum Algorithm {

		/**
		 * SHA-256 cut to 128 bits.
		 */
		SHA_256,

		/**
		 * XXH3 with 128 bits; needs hash4j.
		 */
		XXH3

	}

	/**
	 * How entity tags are made.
	 */
	public static class Etag {

		/**
		 * Strength of the entity tags of handlers that name none.
		 */
		private Strength strength = Strength.AUTO;

		/**
		 * Hash that entity tags are made with. XXH3 needs com.dynatrace.hash4j:hash4j.
		 */
		private Algorithm algorithm = Algorithm.SHA_256;

		/**
		 * Secret that keys the hash, the same on every node. Without it, a tag can be
		 * computed by those who know or guess all that it is made of.
		 */
		private @Nullable String secret;

		public Strength getStrength() {
			return this.strength;
		}

		public void setStrength(Strength strength) {
			this.strength = strength;
		}

		public Algorithm getAlgorithm() {
			return this.algorithm;
		}

		public void setAlgorithm(Algorithm algorithm) {
			this.algorithm = algorithm;
		}

		public @Nullable String getSecret() {
			return this.secret;
		}

		public void setSecret(@Nullable String secret) {
			this.secret = secret;
		}

	}

	/**
	 * What tells representations of one state apart.
	 */
	public static class Variant {

		/**
		 * Whether the authenticated user's name and authorities count.
		 */
		private boolean principal = true;

		/**
		 * Whether the locale counts, unless it is fixed.
		 */
		private boolean locale = true;

		/**
		 * Whether the query parameters count.
		 */
		private boolean query = true;

		/**
		 * Whether the deployed build counts: a digest of its content, with commit and
		 * time.
		 */
		private boolean deployment = true;

		/**
		 * Names of request header fields whose values count for every handler.
		 */
		private List<String> headers = new ArrayList<>();

		public boolean isPrincipal() {
			return this.principal;
		}

		public void setPrincipal(boolean principal) {
			this.principal = principal;
		}

		public boolean isLocale() {
			return this.locale;
		}

		public void setLocale(boolean locale) {
			this.locale = locale;
		}

		public boolean isQuery() {
			return this.query;
		}

		public void setQuery(boolean query) {
			this.query = query;
		}

		public boolean isDeployment() {
			return this.deployment;
		}

		public void setDeployment(boolean deployment) {
			this.deployment = deployment;
		}

		public List<String> getHeaders() {
			return this.headers;
		}

		public void setHeaders(List<String> headers) {
			this.headers = headers;
		}

	}

	/**
	 * What Vary names.
	 */
	public static class Vary {

		/**
		 * Whether Vary names each request field that selects the answer. Without it, only
		 * declared fields are named.
		 */
		private boolean auto = true;

		public boolean isAuto() {
			return this.auto;
		}

		public void setAuto(boolean auto) {
			this.auto = auto;
		}

	}

	/**
	 * How modification dates are used.
	 */
	public static class LastModified {

		/**
		 * Whether If-Modified-Since holds up to and including a date, or only for the
		 * very date that was sent.
		 */
		private DateComparison comparison = DateComparison.BEFORE;

		public DateComparison getComparison() {
			return this.comparison;
		}

		public void setComparison(DateComparison comparison) {
			this.comparison = comparison;
		}

	}

	/**
	 * How files are used.
	 */
	public static class Files {

		/**
		 * Earliest modification time of a file that is believed. Earlier ones are
		 * artefacts of reproducible builds.
		 */
		private Instant notBefore = Instant.parse("2000-01-01T00:00:00Z");

		public Instant getNotBefore() {
			return this.notBefore;
		}

		public void setNotBefore(Instant notBefore) {
			this.notBefore = notBefore;
		}

	}

	/**
	 * How outcomes are counted.
	 */
	public static class Metrics {

		/**
		 * Whether to count outcomes with Micrometer.
		 */
		private boolean enabled = true;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

	/**
	 * What is told and checked beyond the meters.
	 */
	public static class Diagnostics {

		/**
		 * Whether to send the result and the reason of each decision in a response field
		 * Conditional-Cache.
		 */
		private boolean explainHeader;

		/**
		 * Whether to send the result and the reason of each decision as a Server-Timing
		 * entry, which browsers show in their developer tools.
		 */
		private boolean serverTiming;

		/**
		 * Share of GETs, from 0 to 1, for which the declared version is verified: the
		 * handler runs all the same, and its content is compared with what the same tag
		 * labelled before.
		 */
		private double verifySampleRate;

		/**
		 * Whether to look for content that changes with every request, and to log which
		 * parts of it do. For development, as it holds content in memory.
		 */
		private boolean flappingCheck;

		/**
		 * What to do at startup about settings and handlers that do not fit together.
		 */
		private Lint lint = Lint.WARN;

		/**
		 * Codes of findings at startup that are suppressed for the whole application.
		 */
		private List<String> suppressFindings = new ArrayList<>();

		public boolean isExplainHeader() {
			return this.explainHeader;
		}

		public void setExplainHeader(boolean explainHeader) {
			this.explainHeader = explainHeader;
		}

		public boolean isServerTiming() {
			return this.serverTiming;
		}

		public void setServerTiming(boolean serverTiming) {
			this.serverTiming = serverTiming;
		}

		public double getVerifySampleRate() {
			return this.verifySampleRate;
		}

		public void setVerifySampleRate(double verifySampleRate) {
			this.verifySampleRate = verifySampleRate;
		}

		public boolean isFlappingCheck() {
			return this.flappingCheck;
		}

		public void setFlappingCheck(boolean flappingCheck) {
			this.flappingCheck = flappingCheck;
		}

		public Lint getLint() {
			return this.lint;
		}

		public void setLint(Lint lint) {
			this.lint = lint;
		}

		public List<String> getSuppressFindings() {
			return this.suppressFindings;
		}

		public void setSuppressFindings(List<String> suppressFindings) {
			this.suppressFindings = suppressFindings;
		}

		/**
		 * What to do about findings.
		 */
		public enum Lint {

			/**
			 * Log a warning for each.
			 */
			WARN,

			/**
			 * Stop the start.
			 */
			FAIL,

			/**
			 * Do not look.
			 */
			OFF

		}

	}

}
