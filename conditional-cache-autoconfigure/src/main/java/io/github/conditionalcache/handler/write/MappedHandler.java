package io.github.conditionalcache.handler.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

import io.github.conditionalcache.selector.handler.PathRelation;
import io.github.conditionalcache.selector.handler.PathTemplate;

import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A handler with all of its mappings. Immutable.
 *
 * @param handler the handler
 * @param mappings its mappings
 * @param paths the patterns of all of them
 */
record MappedHandler(HandlerMethod handler, List<RequestMappingInfo> mappings, List<PathTemplate> paths) {

	/**
	 * Gathers the handlers of an application.
	 * @param all all mappings
	 * @param wanted tells which of them to look at
	 * @return the handlers that have any
	 */
	static List<MappedHandler> of(List<Map<RequestMappingInfo, HandlerMethod>> all,
			BiPredicate<RequestMappingInfo, HandlerMethod> wanted) {
		Map<HandlerMethod, List<RequestMappingInfo>> grouped = new LinkedHashMap<>();
		all.forEach((mappings) -> mappings.forEach((info, handler) -> {
			if (wanted.test(info, handler)) {
				grouped.computeIfAbsent(handler, (key) -> new ArrayList<>()).add(info);
			}
		}));
		return grouped.entrySet()
			.stream()
			.map((entry) -> new MappedHandler(entry.getKey(), entry.getValue(),
					PathTemplate.of(patterns(entry.getValue()))))
			.toList();
	}

	private static Set<String> patterns(List<RequestMappingInfo> mappings) {
		Set<String> patterns = new TreeSet<>();
		mappings.forEach((info) -> patterns.addAll(info.getPatternValues()));
		return patterns;
	}

	Set<String> patterns() {
		return patterns(this.mappings);
	}

	/**
	 * Returns how the paths of this handler relate to those of another, by the two that
	 * are closest.
	 * @param other the other handler
	 * @return the relation
	 */
	PathRelation to(MappedHandler other) {
		return this.paths.stream()
			.flatMap((path) -> other.paths.stream().map(path::to))
			.min(Comparator.naturalOrder())
			.orElse(PathRelation.APART);
	}

	/**
	 * Returns whether both may answer at one path.
	 * @param other the other handler
	 * @return {@code false} only if it is certain that they don't
	 */
	boolean mayMeet(MappedHandler other) {
		return other.paths.stream().anyMatch(this::mayMeet);
	}

	boolean mayMeet(PathTemplate path) {
		return this.paths.stream().anyMatch(path::mayMeet);
	}

	/**
	 * Returns whether a pattern of this handler has the structure of another one, and
	 * matches as many paths.
	 * @param path the other pattern
	 * @return whether it is the pattern to expect there
	 */
	boolean isMappedTo(PathTemplate path) {
		return this.paths.stream()
			.map((own) -> own.to(path))
			.anyMatch((relation) -> relation == PathRelation.SAME || relation == PathRelation.LOOSER);
	}

	/**
	 * Returns which path variables stand for the same part of a path.
	 * @param other another handler
	 * @return names of variables of the other, by those of this one; none of which stands
	 * here for the one, there for another
	 */
	Map<String, String> variables(MappedHandler other) {
		PathRelation closest = to(other);
		Map<String, Set<String>> found = new LinkedHashMap<>();
		this.paths.forEach((path) -> other.paths.stream()
			.filter((others) -> path.to(others) == closest)
			.forEach((others) -> path.variables(others)
				.forEach((name, counterpart) -> found.computeIfAbsent(name, (key) -> new TreeSet<>())
					.add(counterpart))));
		Map<String, String> clear = new LinkedHashMap<>();
		found.forEach((name, names) -> {
			if (names.size() == 1) {
				clear.put(name, names.iterator().next());
			}
		});
		return clear;
	}

	/**
	 * Returns whether Spring MVC prefers another handler where both match.
	 * @param other the other handler
	 * @return whether the other one has the more specific pattern
	 */
	boolean yieldsTo(MappedHandler other) {
		return PathPattern.SPECIFICITY_COMPARATOR.compare(mostSpecific(), other.mostSpecific()) > 0;
	}

	private PathPattern mostSpecific() {
		return patterns().stream()
			.map(PathPatternParser.defaultInstance::parse)
			.min(PathPattern.SPECIFICITY_COMPARATOR)
			.orElseThrow();
	}

	/**
	 * Returns whether another handler is mapped under the same conditions: parameters,
	 * header fields, API version and those of the application.
	 * @param other the other handler
	 * @return whether two of their mappings have the same
	 */
	boolean sharesConditionsWith(MappedHandler other) {
		return this.mappings.stream()
			.anyMatch((info) -> other.mappings.stream()
				.anyMatch((others) -> conditions(info).equals(conditions(others))));
	}

	private static List<Object> conditions(RequestMappingInfo info) {
		return List.of(info.getParamsCondition(), info.getHeadersCondition(), info.getVersionCondition(),
				Optional.ofNullable(info.getCustomCondition()));
	}

	/**
	 * Returns whether another handler is sent, or sends, a format that this one sends.
	 * @param writer the other handler
	 * @return whether their mappings name a common format
	 */
	boolean sharesFormatWith(MappedHandler writer) {
		return this.mappings.stream()
			.flatMap((info) -> info.getProducesCondition().getProducibleMediaTypes().stream())
			.anyMatch((produced) -> writer.mappings.stream()
				.anyMatch((info) -> includes(info.getConsumesCondition().getConsumableMediaTypes(), produced)
						|| includes(info.getProducesCondition().getProducibleMediaTypes(), produced)));
	}

	private static boolean includes(Collection<MediaType> types, MediaType produced) {
		return types.stream().anyMatch((type) -> type.isCompatibleWith(produced));
	}

}
