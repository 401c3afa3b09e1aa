package io.github.conditionalcache.handler.write;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.selector.handler.MappedMethods;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * The handlers that answer GET, looked up as Spring MVC does. Filled when the application
 * starts; thread-safe.
 */
public final class Readers {

	private final List<Reader> all = new CopyOnWriteArrayList<>();

	/**
	 * Adds those of the mapped handlers that answer GET.
	 * @param mappings all mapped handlers
	 * @param policies policies of the handlers
	 */
	void addAll(Map<RequestMappingInfo, HandlerMethod> mappings, ReadPolicies policies) {
		this.all.addAll(mappings.entrySet()
			.stream()
			.filter((mapping) -> MappedMethods.of(mapping.getKey()).includeGet())
			.map((mapping) -> new Reader(mapping.getKey(), mapping.getValue(), policies.get(mapping.getValue())))
			.toList());
	}

	/**
	 * Finds the handler of a GET.
	 * @param request the request
	 * @return the handler, or {@code null} if none answers, or it is not certain which
	 * one
	 */
	@Nullable Reader find(NextGet request) {
		List<Reader> matching = this.all.stream()
			.map((reader) -> reader.matching(request))
			.filter(Objects::nonNull)
			.sorted((one, other) -> one.info().compareTo(other.info(), request))
			.toList();
		if (matching.isEmpty()) {
			return null;
		}
		Reader best = matching.get(0);
		boolean certain = matching.size() == 1 || best.info().compareTo(matching.get(1).info(), request) != 0;
		return certain ? best : null;
	}

	/**
	 * Finds the handlers that are mapped at the path of a GET, whatever else their
	 * mappings ask of it.
	 * @param request the request
	 * @return the handlers
	 */
	Set<HandlerMethod> at(NextGet request) {
		return this.all.stream()
			.filter((reader) -> reader.isAt(request))
			.map(Reader::handler)
			.collect(Collectors.toSet());
	}

	/**
	 * A handler that answers GET.
	 *
	 * @param info its mapping
	 * @param handler the handler
	 * @param policy its policy, or {@code null} if it is not managed
	 */
	public record Reader(RequestMappingInfo info, HandlerMethod handler, @Nullable ReadPolicy policy) {

		@Nullable Reader matching(NextGet request) {
			RequestMappingInfo matching = this.info.getMatchingCondition(request);
			return (matching != null) ? new Reader(matching, this.handler, this.policy) : null;
		}

		boolean isAt(NextGet request) {
			return this.info.getActivePatternsCondition().getMatchingCondition(request) != null;
		}

		Reader unmanaged() {
			return new Reader(this.info, this.handler, null);
		}

	}

}
