package io.github.conditionalcache.selector.handler;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.MediaTypeExpression;
import org.springframework.web.servlet.mvc.condition.NameValueExpression;
import org.springframework.web.servlet.mvc.condition.ProducesRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * All mappings of an application: where several handlers share a path, the conditions of
 * each select between them. Immutable.
 */
final class HandlerMappings {

	private final List<Reading> all = new ArrayList<>();

	/**
	 * Looks at the mappings.
	 * @param mappings the mappings, some of which may be for the same handler
	 */
	HandlerMappings(List<Map<RequestMappingInfo, HandlerMethod>> mappings) {
		mappings.forEach((mapping) -> mapping.forEach((info, handler) -> {
			if (MappedMethods.of(info).includeReads()) {
				this.all.add(new Reading(handler, info, PathTemplate.of(info.getPatternValues())));
			}
		}));
	}

	/**
	 * Returns the selectors at the paths of a handler.
	 * @param handler the handler as it was mapped
	 * @return the inputs that its mappings and those beside it look at
	 */
	Mapped of(HandlerMethod handler) {
		List<Reading> own = this.all.stream().filter((reading) -> reading.handler().equals(handler)).toList();
		if (own.isEmpty()) {
			return Mapped.UNKNOWN;
		}
		List<Reading> beside = this.all.stream()
			.filter((reading) -> own.stream().anyMatch((each) -> each.mayMeet(reading)))
			.toList();
		Set<MediaType> produced = own.stream()
			.flatMap((reading) -> produced(reading).stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
		boolean anything = own.stream().anyMatch((reading) -> produced(reading).isEmpty());
		return new Mapped(anything ? Set.of() : produced,
				beside.stream().anyMatch((reading) -> differs(reading, own.get(0))), List.copyOf(fields(beside)),
				beside.stream().anyMatch((reading) -> reading.info().getCustomCondition() != null));
	}

	private static boolean differs(Reading one, Reading other) {
		return !produces(one).equals(produces(other));
	}

	private static ProducesRequestCondition produces(Reading reading) {
		return reading.info().getProducesCondition();
	}

	private static Set<MediaType> produced(Reading reading) {
		return produces(reading).getExpressions()
			.stream()
			.filter((expression) -> !expression.isNegated())
			.map(MediaTypeExpression::getMediaType)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static Set<String> fields(List<Reading> readings) {
		Set<String> fields = new LinkedHashSet<>();
		readings.forEach((reading) -> {
			reading.info()
				.getHeadersCondition()
				.getExpressions()
				.stream()
				.map(NameValueExpression::getName)
				.forEach(fields::add);
			if (!reading.info().getConsumesCondition().isEmpty()) {
				fields.add(HttpHeaders.CONTENT_TYPE);
			}
		});
		return fields;
	}

	/**
	 * A mapping of GET or HEAD.
	 *
	 * @param handler the handler
	 * @param info its conditions
	 * @param paths its patterns
	 */
	private record Reading(HandlerMethod handler, RequestMappingInfo info, List<PathTemplate> paths) {

		boolean mayMeet(Reading other) {
			return this.paths.stream().anyMatch((path) -> other.paths.stream().anyMatch(path::mayMeet));
		}

	}

}
