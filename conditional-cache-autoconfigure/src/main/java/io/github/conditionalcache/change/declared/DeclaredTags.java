package io.github.conditionalcache.change.declared;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.HandlerTemplate;
import io.github.conditionalcache.version.expression.Inputs;
import io.github.conditionalcache.version.expression.InvalidExpressionException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;

/**
 * The tags that the annotations of a method name. Fixed when the application starts;
 * thread-safe.
 */
public final class DeclaredTags {

	private final List<HandlerTemplate> templates;

	private final Inputs inputs;

	private final boolean kinds;

	private final int[] fixed;

	private final List<HandlerTemplate> varying;

	private DeclaredTags(List<HandlerTemplate> templates, boolean kinds) {
		this.templates = List.copyOf(templates);
		this.inputs = Inputs.all(this.templates.stream().map(HandlerTemplate::inputs).toList());
		this.kinds = kinds;
		this.fixed = Buckets.of(this.templates.stream().flatMap(this::fixed).toList());
		this.varying = this.templates.stream().filter(Predicate.not(HandlerTemplate::isConstant)).toList();
	}

	// The text before the first expression may show the kind of all tags
	private Stream<String> fixed(HandlerTemplate template) {
		Stream<String> read = this.kinds ? TagKinds.read(template.prefix()) : Stream.of(template.prefix());
		return template.isConstant() ? read : read.skip(1);
	}

	/**
	 * Returns the same tags, with those of their kinds.
	 * @return tags that change as well when a writer touches all of a kind
	 */
	DeclaredTags withKinds() {
		return new DeclaredTags(this.templates, true);
	}

	/**
	 * Parses templates and checks them.
	 * @param templates the templates
	 * @param method the method that the annotation stands on
	 * @param names finds the names of its parameters
	 * @param beans holds the beans that expressions name
	 * @param returned type of the returned value
	 * @return the tags
	 * @throws InvalidExpressionException if one can never make a tag
	 */
	public static DeclaredTags parse(List<String> templates, Method method, ParameterNameDiscoverer names,
			BeanFactory beans, ResolvableType returned) {
		return new DeclaredTags(templates.stream().map((text) -> {
			HandlerTemplate template = HandlerTemplate.parse(text, method, names, beans);
			TagTypes.check(template, returned);
			return template;
		}).toList(), false);
	}

	/**
	 * Returns everything that is read for the tags.
	 * @return the inputs
	 */
	public Inputs inputs() {
		return this.inputs;
	}

	/**
	 * Returns the buckets of the tags.
	 * @param arguments the arguments of the method
	 * @param result the value that the method has returned, or {@code null} before it has
	 * run
	 * @return the buckets, ascending, each once; not to be changed
	 * @throws RuntimeException if a tag can't be made
	 */
	public int[] buckets(Arguments arguments, @Nullable Object result) {
		int[] buckets = this.fixed;
		for (int i = 0; i < this.varying.size(); i++) {
			HandlerTemplate template = this.varying.get(i);
			buckets = append(buckets, read(template, template.evaluate(arguments, result, TagText::of)));
		}
		return this.varying.isEmpty() ? buckets : Buckets.ordered(buckets);
	}

	private List<String> read(HandlerTemplate template, List<String> tags) {
		boolean known = !this.kinds || TagKinds.hasKind(template.prefix());
		return known ? tags : tags.stream().flatMap(TagKinds::read).toList();
	}

	private static int[] append(int[] buckets, List<String> tags) {
		int[] longer = Arrays.copyOf(buckets, buckets.length + tags.size());
		for (int i = 0; i < tags.size(); i++) {
			longer[buckets.length + i] = Buckets.of(tags.get(i));
		}
		return longer;
	}

	/**
	 * Returns the tags whose templates meet a condition.
	 * @param needResult whether they need the value that the method returns
	 * @return these tags, or {@code null} if there is none
	 */
	public @Nullable DeclaredTags only(boolean needResult) {
		List<HandlerTemplate> kept = this.templates.stream()
			.filter((template) -> template.inputs().result() == needResult)
			.toList();
		return kept.isEmpty() ? null : new DeclaredTags(kept, this.kinds);
	}

	/**
	 * Returns the templates.
	 * @return their texts
	 */
	public Stream<String> texts() {
		return this.templates.stream().map(HandlerTemplate::toString);
	}

	@Override
	public String toString() {
		return String.join(", ", texts().toList());
	}

}
