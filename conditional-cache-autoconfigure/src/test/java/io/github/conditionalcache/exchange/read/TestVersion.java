package io.github.conditionalcache.exchange.read;

import java.util.Map;

import io.github.conditionalcache.version.declared.DeclaredSource;
import io.github.conditionalcache.version.declared.VersionPart;
import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * A declared version that a test sets, and whose look-ups it counts.
 */
public final class TestVersion implements VersionPart {

	/** What the look-up finds. */
	public @Nullable Object value;

	/** What the look-up fails with, if it does. */
	public @Nullable RuntimeException failure;

	/** How often the version was looked up. */
	public int reads;

	private final DeclaredSource.Kind kind;

	private final Inputs inputs;

	private TestVersion(DeclaredSource.Kind kind, Inputs inputs, @Nullable Object value) {
		this.kind = kind;
		this.inputs = inputs;
		this.value = value;
	}

	/**
	 * Is looked up in the application.
	 * @param value what the look-up finds
	 * @return the version
	 */
	public static TestVersion of(@Nullable Object value) {
		return new TestVersion(DeclaredSource.Kind.VERSION, Inputs.OF_BEAN, value);
	}

	public static TestVersion ofDate(@Nullable Object value) {
		return new TestVersion(DeclaredSource.Kind.LAST_MODIFIED, Inputs.OF_BEAN, value);
	}

	/**
	 * Is a part of the arguments, so nothing can change it.
	 * @param value what the arguments have
	 * @return the version
	 */
	public static TestVersion ofArguments(@Nullable Object value) {
		return new TestVersion(DeclaredSource.Kind.VERSION, new Inputs(false, Map.of(), false, false), value);
	}

	/**
	 * Is the value that the handler returns.
	 * @return the version
	 */
	static TestVersion ofResult() {
		return new TestVersion(DeclaredSource.Kind.VERSION, new Inputs(true, Map.of(), false, false), null);
	}

	@Override
	public DeclaredSource source() {
		return new DeclaredSource(this.kind, "test", !this.inputs.result());
	}

	@Override
	public Inputs inputs() {
		return this.inputs;
	}

	@Override
	public boolean isDate() {
		return this.kind == DeclaredSource.Kind.LAST_MODIFIED;
	}

	@Override
	public @Nullable Object read(Arguments arguments, @Nullable Object result) {
		this.reads++;
		if (this.failure != null) {
			throw this.failure;
		}
		return this.inputs.result() ? result : this.value;
	}

}
