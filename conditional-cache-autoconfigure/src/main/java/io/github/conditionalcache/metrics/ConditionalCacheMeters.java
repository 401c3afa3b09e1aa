package io.github.conditionalcache.metrics;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalVerification;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The meters and their tags. The values of every tag are bounded, by enumerations or by
 * the application's path patterns; none is ever a URI, an entity tag or a user.
 *
 * @since 0.1.0
 */
public enum ConditionalCacheMeters implements MeterDocumentation {

	/**
	 * Counts exchanges of managed handlers, each once.
	 */
	REQUESTS("conditional.cache.requests", Meter.Type.COUNTER, null) {

		@Override
		public KeyName[] getKeyNames() {
			return RequestTag.values();
		}

	},

	/**
	 * Counts content not sent thanks to a {@code 304}.
	 */
	SAVED("conditional.cache.saved", Meter.Type.COUNTER, "bytes") {

		@Override
		public KeyName[] getKeyNames() {
			return SavedTag.values();
		}

	},

	/**
	 * Times the search for the validators declared for a handler.
	 */
	VALIDATION("conditional.cache.validation", Meter.Type.TIMER, null) {

		@Override
		public KeyName[] getKeyNames() {
			return ValidationTag.values();
		}

	},

	/**
	 * Counts comparisons of content with what was sent under the same entity tag.
	 */
	VERIFICATIONS("conditional.cache.verifications", Meter.Type.COUNTER, null) {

		@Override
		public KeyName[] getKeyNames() {
			return VerificationTag.values();
		}

	},

	/**
	 * Counts changes of tags, each once.
	 */
	CHANGES("conditional.cache.changes", Meter.Type.COUNTER, null) {

		@Override
		public KeyName[] getKeyNames() {
			return OutcomeTag.values();
		}

	},

	/**
	 * Times calls of the store of change tags.
	 */
	STORE("conditional.cache.changes.store", Meter.Type.TIMER, null) {

		@Override
		public KeyName[] getKeyNames() {
			return StoreTag.values();
		}

	},

	/**
	 * How many buckets of tags are changing. Absent for stores that do not count them,
	 * such as that in the database.
	 */
	CHANGING("conditional.cache.changes.changing", Meter.Type.GAUGE, "buckets") {

		@Override
		public KeyName[] getKeyNames() {
			return new KeyName[0];
		}

	};

	private final String meterName;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	ConditionalCacheMeters(String meterName, Meter.Type type, @Nullable String baseUnit) {
		this.meterName = meterName;
		this.type = type;
		this.baseUnit = baseUnit;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.baseUnit;
	}

	/**
	 * Tags of {@link #REQUESTS}.
	 */
	public enum RequestTag implements KeyName {

		/**
		 * Request method: one of RFC 9110, PATCH, or {@code UNKNOWN}.
		 */
		METHOD {

			@Override
			public String asString() {
				return "method";
			}

		},

		/**
		 * Path pattern of the handler, {@code root} for an empty one.
		 */
		URI {

			@Override
			public String asString() {
				return "uri";
			}

		},

		/**
		 * What the preconditions came to, a label of
		 * {@link ConditionalRequestOutcome.Result}.
		 */
		RESULT {

			@Override
			public String asString() {
				return "result";
			}

		},

		/**
		 * Why there was no {@code 304}, a label of
		 * {@link ConditionalRequestOutcome.Reason}.
		 */
		REASON {

			@Override
			public String asString() {
				return "reason";
			}

		},

		/**
		 * Where the validators came from, a label of
		 * {@link ConditionalRequestOutcome.ValidatorKind}.
		 */
		VALIDATOR {

			@Override
			public String asString() {
				return "validator";
			}

		},

		/**
		 * When it was decided, a label of {@link ConditionalRequestOutcome.Phase}.
		 */
		PHASE {

			@Override
			public String asString() {
				return "phase";
			}

		}

	}

	/**
	 * Tags of {@link #SAVED}.
	 */
	public enum SavedTag implements KeyName {

		/**
		 * Path pattern of the handler, {@code root} for an empty one.
		 */
		URI {

			@Override
			public String asString() {
				return "uri";
			}

		},

		/**
		 * What the number rests on: {@code exact} where the content was produced,
		 * {@code estimate} where it was not.
		 */
		BASIS {

			@Override
			public String asString() {
				return "basis";
			}

		}

	}

	/**
	 * Tags of {@link #VALIDATION}.
	 */
	public enum ValidationTag implements KeyName {

		/**
		 * Path pattern of the handler, {@code root} for an empty one.
		 */
		URI {

			@Override
			public String asString() {
				return "uri";
			}

		}

	}

	/**
	 * Tags of {@link #VERIFICATIONS}.
	 */
	public enum VerificationTag implements KeyName {

		/**
		 * Path pattern of the handler, {@code root} for an empty one.
		 */
		URI {

			@Override
			public String asString() {
				return "uri";
			}

		},

		/**
		 * What the comparison came to, a label of {@link ConditionalVerification.Result}.
		 */
		RESULT {

			@Override
			public String asString() {
				return "result";
			}

		}

	}

	/**
	 * Tags of {@link #CHANGES}.
	 */
	public enum OutcomeTag implements KeyName {

		/**
		 * What has become of the data: {@code committed}, {@code rolled_back} or
		 * {@code unknown}.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * Tags of {@link #STORE}.
	 */
	public enum StoreTag implements KeyName {

		/**
		 * {@code read} for versions, {@code note} for a change.
		 */
		OPERATION {

			@Override
			public String asString() {
				return "operation";
			}

		},

		/**
		 * What it came to: {@code settled}, {@code unsettled} or {@code failed} for a
		 * reading, {@code noted} or {@code failed} for a change.
		 */
		RESULT {

			@Override
			public String asString() {
				return "result";
			}

		}

	}

}
