package io.github.conditionalcache.exchange.read;

import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.handler.AnswerTraits;
import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.placement.Placement;
import io.github.conditionalcache.placement.Placement.Place;
import io.github.conditionalcache.precondition.HttpDate;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.registry.ReadHandler;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.selector.handler.SelectedHandler;
import io.github.conditionalcache.selector.handler.SelectorSettings;
import io.github.conditionalcache.selector.handler.Selectors;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.VersionPart;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * A handler of GET as a test needs it: annotated, with a gate before it, and without a
 * declared version unless the test says otherwise.
 */
final class GetHandler {

	/** When all requests are answered. */
	static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

	/** A date that can be sent. */
	static final Instant CHANGED = Instant.parse("2029-01-01T00:00:00Z");

	static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	boolean annotated = true;

	boolean guarded;

	boolean view;

	boolean measured;

	boolean setsFields;

	boolean provesDates = true;

	boolean unused;

	boolean explained;

	Place place = Place.HANDLER;

	HandlerSelectors selectors = HandlerSelectors.NONE;

	@Nullable DeclaredVersion declared;

	GetHandler declaring(VersionPart... parts) {
		this.declared = new DeclaredVersion(method().getMethod(), new DefaultParameterNameDiscoverer(), List.of(parts));
		return this;
	}

	GetHandler placed(Place at) {
		this.place = at;
		return this;
	}

	/**
	 * Lets the handler answer in one of these media types.
	 * @param types the types
	 * @return the same handler
	 */
	GetHandler producing(String... types) {
		HandlerMethod method = method();
		RequestMappingInfo info = RequestMappingInfo.paths("/a").methods(RequestMethod.GET).produces(types).build();
		Selectors all = new Selectors(new SelectorSettings(false, false, false, null, List.of(), true),
				PrincipalParts.NAME, TokenCarriers.NONE, new StaticListableBeanFactory());
		all.settle(List.of(Map.of(info, method)));
		this.selectors = all
			.of(new SelectedHandler(method, Books.class, "Books#get", false, Object.class, List.of(), false));
		return this;
	}

	ReadPolicy policy() {
		Method method = method().getMethod();
		return new ReadPolicy(new HandlerIdentity(method.getDeclaringClass(), method, method, "Books.get", "Books#get"),
				this.annotated, StoringPolicy.NONE, this.selectors, Strength.STRONG,
				new AnswerTraits(this.guarded, this.view, this.measured, this.setsFields), this.declared,
				this.unused ? null : this.declared, null);
	}

	ReadHandler registered() {
		return new ReadHandler(method(), policy(),
				new Placement(this.place, null, this.provesDates ? Placement.Proof.ALL : Placement.Proof.ACCESS));
	}

	ReadExchange exchange(MockHttpServletRequest request, StubResponse response) {
		return new ReadExchange(registered(), "/a", preconditions(request), request, response,
				new Explanations(new DiagnosticSettings(this.explained, false, 0)));
	}

	static Preconditions preconditions(MockHttpServletRequest request) {
		return Preconditions.parse(request.getMethod(), (name) -> Collections.list(request.getHeaders(name)), CLOCK);
	}

	/**
	 * Makes a request for the handler.
	 * @param fields names and values of its fields; dates in ISO form will do, and fields
	 * without value are left out
	 * @return the request
	 */
	static MockHttpServletRequest get(@Nullable Object... fields) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/a");
		for (int i = 0; i < fields.length; i += 2) {
			Object value = fields[i + 1];
			if (value != null) {
				request.addHeader(String.valueOf(fields[i]),
						(value instanceof Instant date) ? HttpDate.format(date) : value);
			}
		}
		return request;
	}

	static HandlerMethod method() {
		try {
			return new HandlerMethod(Books.BEAN, Books.class.getDeclaredMethod("get", int.class));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static class Books {

		static final Books BEAN = new Books();

		String get(int id) {
			return "book " + id;
		}

	}

}
