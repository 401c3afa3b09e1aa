package io.github.conditionalcache.change.transaction;

import java.util.function.Function;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.Modifies304;
import io.github.conditionalcache.change.declared.DeclaredTags;
import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.HandlerSignature;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * A method with {@link Modifies304}. Thread-safe.
 *
 * @param signature the method
 * @param known the tags that the arguments show
 * @param further the tags that need the returned value
 * @param warnings complains about tags that can't be made
 */
record ModifyingMethod(HandlerSignature signature, @Nullable DeclaredTags known, @Nullable DeclaredTags further,
		OncePerMinute warnings) {

	private static final int[] NONE = {};

	/**
	 * Calls the method and notes its changes.
	 * @param call the call
	 * @param recorder notes changes
	 * @return the value that the method has returned
	 * @throws Throwable if the method throws it, or
	 * {@link io.github.conditionalcache.change.ChangeTagsUnavailableException}
	 */
	@Nullable Object call(MethodInvocation call, ChangeRecorder recorder) throws Throwable {
		Arguments arguments = Arguments.of(this.signature, call.getArguments());
		DeclaredTags later = this.further;
		Function<Returned, int[]> ofResult = (later != null) ? (returned) -> buckets(later, arguments, returned.value())
				: null;
		int[] before = (this.known != null) ? buckets(this.known, arguments, null) : NONE;
		return recorder.changing(before, () -> proceed(call), ofResult).value();
	}

	private static Returned proceed(MethodInvocation call) throws Exception {
		try {
			return new Returned(call.proceed());
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("Neither an exception nor an error", ex);
		}
	}

	// Data whose tags are not known changes all the same
	private int[] buckets(DeclaredTags tags, Arguments arguments, @Nullable Object result) {
		try {
			return tags.buckets(arguments, result);
		}
		catch (RuntimeException ex) {
			this.warnings.warn(this.signature.method().toString(), name(),
					"has a change tag that can't be made, so all tags count as changed: " + tags, ex);
			return Buckets.all();
		}
	}

	private String name() {
		return this.signature.method().getDeclaringClass().getSimpleName() + "." + this.signature.method().getName();
	}

	private record Returned(@Nullable Object value) {

	}

}
