package io.github.conditionalcache.change.declared;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Method;
import java.nio.ByteOrder;
import java.time.Clock;
import java.util.List;

import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.version.declared.DeclaredSource;
import io.github.conditionalcache.version.declared.VersionPart;
import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.Inputs;
import io.github.conditionalcache.version.expression.InvalidExpressionException;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;

/**
 * A version that consists of change tags: it is another one whenever a writer touches one
 * of them. Not known while a writer is about to commit, or if it can't be read: then the
 * content decides.
 */
public final class TagsVersion implements VersionPart {

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private final DeclaredTags tags;

	private final TagReader reader;

	private final OncePerMinute warnings = new OncePerMinute(LogFactory.getLog(TagsVersion.class), Clock.systemUTC());

	private final Inputs inputs;

	private final DeclaredSource source;

	/**
	 * Parses the templates of a handler and checks them.
	 * @param templates the templates
	 * @param method the handler method
	 * @param names finds the names of its parameters
	 * @param beans holds the store, and the beans that expressions name
	 * @return the part
	 * @throws InvalidExpressionException if a template can never make a tag before the
	 * handler has run, or there is no store
	 */
	public static TagsVersion parse(List<String> templates, Method method, ParameterNameDiscoverer names,
			BeanFactory beans) {
		DeclaredTags tags = DeclaredTags.parse(templates, method, names, beans, ResolvableType.NONE);
		if (tags.inputs().result()) {
			throw new InvalidExpressionException(
					"[%s] names #result, but tags are read before the handler runs".formatted(tags),
					"Use the parameters, such as \"book:#{#id}\".");
		}
		TagReader reader = TagReader.of(beans);
		if (reader == null) {
			throw new InvalidExpressionException("[%s] needs a store of change tags, but there is none".formatted(tags),
					"Define a ChangeTagStore, or import ConditionalCacheChangeTagsAutoConfiguration.");
		}
		beans.getBeanProvider(TagRule.class).orderedStream().forEach((rule) -> tags.texts().forEach(rule::check));
		// Automatic writers touch all of a kind where they know no more
		boolean automatic = beans.getBeanProvider(AutomaticTags.class).getIfAvailable() != null;
		return new TagsVersion(automatic ? tags.withKinds() : tags, reader);
	}

	/**
	 * Creates the part.
	 * @param tags the tags, none of which needs the returned value
	 * @param reader reads their versions
	 */
	TagsVersion(DeclaredTags tags, TagReader reader) {
		this.tags = tags;
		this.reader = reader;
		this.inputs = new Inputs(false, tags.inputs().parameters(), true, false);
		this.source = new DeclaredSource(DeclaredSource.Kind.TAGS, tags.toString(), true);
	}

	@Override
	public DeclaredSource source() {
		return this.source;
	}

	@Override
	public Inputs inputs() {
		return this.inputs;
	}

	@Override
	public Object read(Arguments arguments, @Nullable Object result) {
		try {
			int[] buckets = this.tags.buckets(arguments, null);
			long[] versions = this.reader.read(buckets);
			return (versions != null) ? bytes(buckets, versions) : UNSETTLED;
		}
		catch (RuntimeException ex) {
			this.warnings.warn(this.source.text(), arguments.method().toString(),
					"has change tags that can't be read, so its answer is made without them: " + this.tags, ex);
			return UNSETTLED;
		}
	}

	private static byte[] bytes(int[] buckets, long[] versions) {
		byte[] bytes = new byte[buckets.length * Integer.BYTES + versions.length * Long.BYTES];
		int end = 0;
		for (int bucket : buckets) {
			INT.set(bytes, end, bucket);
			end += Integer.BYTES;
		}
		for (long version : versions) {
			LONG.set(bytes, end, version);
			end += Long.BYTES;
		}
		return bytes;
	}

}
