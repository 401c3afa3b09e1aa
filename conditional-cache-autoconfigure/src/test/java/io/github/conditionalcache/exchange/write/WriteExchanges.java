package io.github.conditionalcache.exchange.write;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.exchange.ValidationCalls;
import io.github.conditionalcache.exchange.read.TestVersion;
import io.github.conditionalcache.handler.AnswerTraits;
import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.WritePolicy;
import io.github.conditionalcache.placement.Placement;
import io.github.conditionalcache.placement.Placement.Place;
import io.github.conditionalcache.precondition.HttpDate;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.registry.WriteHandler;
import io.github.conditionalcache.representation.RepresentationValidators;
import io.github.conditionalcache.representation.SendableDates;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.tag.DigestAlgorithm;
import io.github.conditionalcache.tag.EntityTags;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.VersionPart;
import io.github.conditionalcache.version.marked.FileVersions;
import io.github.conditionalcache.version.marked.MarkedVersions;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;

/**
 * Makes exchanges of a handler that writes what a handler of GET shows, both with the
 * same declared version, and a decider about them.
 */
final class WriteExchanges {

	static final Clock CLOCK = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

	/** A date that can be sent. */
	static final Instant CHANGED = Instant.parse("2029-01-01T00:00:00Z");

	boolean required;

	boolean provesAccess = true;

	boolean mayReadAgain = true;

	Place place = Place.HANDLER;

	RefusalTags refusalTags = RefusalTags.always();

	List<WriteHandler.Reader> readers = new ArrayList<>();

	/** How often a version was to be read anew. */
	int begun;

	final TestVersion version;

	private DeclaredVersion declared;

	WriteExchanges(TestVersion version) {
		this.version = version;
		this.declared = declared(version);
	}

	static DeclaredVersion declared(VersionPart... parts) {
		return new DeclaredVersion(method("put").getMethod(), new DefaultParameterNameDiscoverer(), List.of(parts));
	}

	WriteExchanges declaring(VersionPart... parts) {
		this.declared = declared(parts);
		return this;
	}

	static HandlerMethod method(String name) {
		try {
			return new HandlerMethod(Books.BEAN, Books.class.getDeclaredMethod(name, int.class));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	ReadPolicy read() {
		return read(this.declared);
	}

	static ReadPolicy read(@Nullable DeclaredVersion declared) {
		return new ReadPolicy(identity(method("get"), "get"), true, StoringPolicy.NONE, HandlerSelectors.NONE,
				Strength.STRONG, AnswerTraits.NONE, declared, declared, null);
	}

	private static HandlerIdentity identity(HandlerMethod method, String name) {
		return new HandlerIdentity(method.getBeanType(), method.getMethod(), method.getMethod(), "Books." + name,
				"Books#" + name);
	}

	WriteHandler handler() {
		HandlerMethod method = method("put");
		WritePolicy policy = new WritePolicy(identity(method, "put"), this.declared, List.of(0), read(), this.required,
				this.readers.stream().map(WriteHandler.Reader::mapped).toList());
		return new WriteHandler(method, policy,
				new Placement(this.place, null, this.provesAccess ? Placement.Proof.ALL : Placement.Proof.NOTHING),
				this.readers);
	}

	WriteExchange exchange(MockHttpServletRequest request) {
		return exchange(request, new MockHttpServletResponse());
	}

	WriteExchange exchange(MockHttpServletRequest request, MockHttpServletResponse response) {
		Preconditions preconditions = Preconditions.parse(request.getMethod(),
				(name) -> Collections.list(request.getHeaders(name)), CLOCK);
		return new WriteExchange(handler(), "/books/{id}", preconditions, request, response,
				new Explanations(new DiagnosticSettings(true, false, 0)));
	}

	WriteVersions versions() {
		RepresentationValidators validators = new RepresentationValidators(new MarkedVersions(), new FileVersions(),
				new EntityTags(DigestAlgorithm.sha256(null)), new SendableDates(CLOCK, null));
		return new WriteVersions(validators, ValidationCalls.DIRECT, () -> {
			this.begun++;
			return this.mayReadAgain;
		});
	}

	WriteDecider decider() {
		return new WriteDecider(new PreconditionEvaluator(), versions(), this.refusalTags, CLOCK);
	}

	/**
	 * Makes a request that writes.
	 * @param fields names and values of its fields; dates in ISO form will do, and fields
	 * without value are left out
	 * @return the request
	 */
	static MockHttpServletRequest put(@Nullable Object... fields) {
		MockHttpServletRequest request = new MockHttpServletRequest("PUT", "/books/1");
		for (int i = 0; i < fields.length; i += 2) {
			Object value = fields[i + 1];
			if (value != null) {
				request.addHeader(String.valueOf(fields[i]),
						(value instanceof Instant date) ? HttpDate.format(date) : value);
			}
		}
		return request;
	}

	static class Books {

		static final Books BEAN = new Books();

		String get(int id) {
			return "book " + id;
		}

		String put(int id) {
			return "book " + id;
		}

	}

}
