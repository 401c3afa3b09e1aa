package io.github.conditionalcache.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.precondition.DateComparison;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of conditional requests.
 *
 * @param enabled Whether to answer conditional requests of managed handlers.
 * @param mode Which handlers are managed: the annotated ones, or all that answer GET.
 * @param includePaths Path patterns that managed handlers are looked for in.
 * @param excludePaths Path patterns that are never managed. Writes there are not checked,
 * annotated or not. In the context of another DispatcherServlet they are refused all the
 * same.
 * @param cacheControl Cache-Control of managed 200 and 304 answers for which the
 * application sets none.
 * @param expires Whether managed answers carry Expires as well, for caches that know only
 * HTTP/1.0.
 * @param maxBodySize Most content that is held back in memory to hash one response.
 * Longer content is sent without an entity tag.
 * @param policies Named policies, which the annotation's 'cacheControl' may refer to.
 * @since 0.1.0
 */
@ConfigurationProperties("conditional-cache")
public record ConditionalCacheProperties(@DefaultValue("true") boolean enabled, @DefaultValue("annotated") Mode mode,
		@DefaultValue("/**") List<String> includePaths, @DefaultValue("/actuator/**") List<String> excludePaths,
		@DefaultValue("private, no-cache, max-age=0") String cacheControl, @DefaultValue("false") boolean expires,
		@DefaultValue("1MB") DataSize maxBodySize, @DefaultValue Map<String, Policy> policies,
		@DefaultValue Validation validation, @DefaultValue Etag etag, @DefaultValue Variant variant,
		@DefaultValue Vary vary, @DefaultValue LastModified lastModified, @DefaultValue ChangeTags changeTags,
		@DefaultValue Preconditions preconditions, @DefaultValue Files files, @DefaultValue Metrics metrics,
		@DefaultValue Diagnostics diagnostics) {

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
	 *
	 * @param cacheControl Value of Cache-Control.
	 * @param cdnCacheControl Value of CDN-Cache-Control, which only content delivery
	 * networks heed. Not sent to authenticated users.
	 * @param vary Request headers that select the answer. They enter the entity tag and
	 * Vary.
	 * @param locale Whether the language of the request counts, where variant.locale is
	 * on.
	 */
	public record Policy(@Nullable String cacheControl, @Nullable String cdnCacheControl,
			@DefaultValue List<String> vary, @DefaultValue("true") boolean locale) {

	}

	/**
	 * Preconditions of writes, and of clients that reload.
	 *
	 * @param required Whether every write that honours preconditions is refused with 428
	 * if it has none.
	 * @param match Part of an entity tag that If-Match compares: the state, which only
	 * writes change, or the exact entity tag, which also changes with language, user or
	 * deployment.
	 * @param comparison How If-Match compares. Weak comparison is beyond the standard,
	 * for clients and proxies that weaken entity tags.
	 * @param refusalTag Whether a refused write is answered with the current entity tag.
	 * By default it is not where a service may still have denied the write.
	 * @param ignoredOnReload Whether a GET or HEAD with Cache-Control: no-cache is
	 * answered 200 although the client has the current answer.
	 */
	public record Preconditions(@DefaultValue("false") boolean required, @DefaultValue("state") Match match,
			@DefaultValue("strong") Comparison comparison, @DefaultValue("auto") RefusalTag refusalTag,
			@DefaultValue("false") boolean ignoredOnReload) {

		/**
		 * The parts of an entity tag that If-Match can compare.
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
	 *
	 * @param timeout How long the version expressions and sources of one request may
	 * take, after which it is answered without an entity tag. By default they run on the
	 * request's thread for as long as they need.
	 */
	public record Validation(@Nullable Duration timeout) {

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
	 *
	 * @param strength Strength of the entity tags of handlers that name none.
	 * @param algorithm Hash that entity tags are made with. XXH3 needs
	 * com.dynatrace.hash4j:hash4j.
	 * @param secret Secret that keys the hash, the same on every node. Without it, a tag
	 * can be computed by those who know or guess all that it is made of.
	 */
	public record Etag(@DefaultValue("auto") Strength strength, @DefaultValue("sha-256") Algorithm algorithm,
			@Nullable String secret) {

		// Logs may show it
		@Override
		public String toString() {
			return "Etag[strength=%s, algorithm=%s, secret=%s]".formatted(this.strength, this.algorithm,
					(this.secret != null) ? "******" : null);
		}

	}

	/**
	 * The selectors that tell representations of one state apart.
	 *
	 * @param principal Whether the authenticated user's name and authorities count.
	 * @param locale Whether the locale counts, unless it is fixed.
	 * @param query Whether the query parameters count.
	 * @param deployment Whether the deployed build counts: a digest of its content, with
	 * commit and time.
	 * @param headers Names of request header fields whose values count for every handler.
	 */
	public record Variant(@DefaultValue("true") boolean principal, @DefaultValue("true") boolean locale,
			@DefaultValue("true") boolean query, @DefaultValue("true") boolean deployment,
			@DefaultValue List<String> headers) {

	}

	/**
	 * The request fields that Vary names.
	 *
	 * @param auto Whether Vary names each request field that selects the answer. Without
	 * it, only declared fields are named.
	 */
	public record Vary(@DefaultValue("true") boolean auto) {

	}

	/**
	 * How modification dates are used.
	 *
	 * @param comparison Whether If-Modified-Since holds up to and including a date, or
	 * only for the very date that was sent.
	 */
	public record LastModified(@DefaultValue("before") DateComparison comparison) {

	}

	/**
	 * Change tags.
	 *
	 * @param store Where the versions of change tags are kept. By default in the memory
	 * of the one node that there is.
	 * @param lease How long a commit whose result is unknown may still take. Until then
	 * the tags that it changes answer no request.
	 * @param automatic Source of changes that are noted without the application's doing.
	 * @param settle How long replicas and caches that handlers read may lag behind the
	 * database. For that time after a change the content decides.
	 */
	public record ChangeTags(@Nullable Store store, @DefaultValue("60s") Duration lease,
			@DefaultValue("off") Automatic automatic, @DefaultValue("0s") Duration settle) {

		/**
		 * Where versions are kept.
		 */
		public enum Store {

			/**
			 * In the memory of this node, which must be the only one.
			 */
			MEMORY,

			/**
			 * In a table of the application's database, in the transactions of the data.
			 */
			JDBC

		}

		/**
		 * The sources of changes that are noted without the application's doing.
		 */
		public enum Automatic {

			/**
			 * Nothing.
			 */
			OFF,

			/**
			 * Hibernate, for each type of entity that it writes.
			 */
			ENTITIES,

			/**
			 * The DataSource, for each table that a statement writes.
			 */
			STATEMENTS

		}

	}

	/**
	 * How files are used.
	 *
	 * @param notBefore Earliest modification time of a file that is believed. Earlier
	 * ones are artefacts of reproducible builds.
	 */
	public record Files(@DefaultValue("2000-01-01T00:00:00Z") Instant notBefore) {

	}

	/**
	 * How outcomes are counted.
	 *
	 * @param enabled Whether to count outcomes with Micrometer.
	 */
	public record Metrics(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * The diagnostics beyond the meters.
	 *
	 * @param explainHeader Whether to send the result and the reason of each decision in
	 * a response field Conditional-Cache.
	 * @param serverTiming Whether to send the result and the reason of each decision as a
	 * Server-Timing entry, which browsers show in their developer tools.
	 * @param verifySampleRate Share of GETs, from 0 to 1, for which the declared version
	 * is verified: the handler runs all the same, and its content is compared with what
	 * the same tag labelled before.
	 * @param flappingCheck Whether to look for content that changes with every request,
	 * and to log which parts of it do. For development, as it holds content in memory.
	 * @param lint Reaction at startup to settings and handlers that do not fit together.
	 * @param suppressFindings Codes of findings at startup that are suppressed for the
	 * whole application.
	 */
	public record Diagnostics(@DefaultValue("false") boolean explainHeader, @DefaultValue("false") boolean serverTiming,
			@DefaultValue("0") double verifySampleRate, @DefaultValue("false") boolean flappingCheck,
			@DefaultValue("warn") Lint lint, @DefaultValue List<String> suppressFindings) {

		/**
		 * The reactions to findings.
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
