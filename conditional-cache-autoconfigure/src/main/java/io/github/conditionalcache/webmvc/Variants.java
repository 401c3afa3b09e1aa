package io.github.conditionalcache.webmvc;

import java.security.Principal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.github.conditionalcache.VariantContributor;
import io.github.conditionalcache.validator.Parts;
import io.github.conditionalcache.validator.VersionValues;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.accept.ApiVersionHolder;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * What selects one representation among those of the same state: handler, media type,
 * locale, API version, query, declared request fields, deployment and user. Without the
 * user, one user's browser would show another's page to the next. Immutable.
 *
 * @since 0.1.0
 */
public final class Variants {

	/** Where Spring Security leaves the token for views. */
	private static final String CSRF_TOKEN = "_csrf";

	private final VariantSettings settings;

	private final @Nullable String deployment;

	private final PrincipalParts principalParts;

	private final Supplier<List<VariantContributor>> contributors;

	/**
	 * Creates variants.
	 * @param settings which parts count
	 * @param deployment names the deployed version of the application, the same on every
	 * node; {@code null} if unknown
	 * @param principalParts adds an authenticated user
	 * @param contributors add what else selects; asked for with the first request
	 */
	public Variants(VariantSettings settings, @Nullable String deployment, PrincipalParts principalParts,
			Supplier<List<VariantContributor>> contributors) {
		this.settings = settings;
		this.deployment = settings.deployment() ? deployment : null;
		this.principalParts = principalParts;
		this.contributors = contributors;
	}

	/**
	 * Returns whether one URI may have several representations at a time: for several
	 * users, languages, formats, API versions or values of declared fields. A date can't
	 * tell them apart.
	 * @param selected what is selected
	 * @param request the request
	 * @param severalFormats whether it depends on the request which format is sent
	 * @return whether it may
	 */
	boolean areSeveral(SelectedRepresentation selected, HttpServletRequest request, boolean severalFormats) {
		return severalFormats || user(selected) != null || locale(request) != null || timeZone(request) != null
				|| apiVersion(request) != null || !this.contributors.get().isEmpty()
				|| !this.settings.headers().isEmpty() || !selected.policy().vary().isEmpty();
	}

	void addTo(Parts parts, SelectedRepresentation selected, HttpServletRequest request, @Nullable String mediaType) {
		parts.add(selected.policy().handlerId());
		parts.add(mediaType);
		parts.add(locale(request));
		parts.add(timeZone(request));
		parts.add(apiVersion(request));
		parts.add(selected.policy().view() ? session(request) : null);
		parts.add(this.deployment);
		addQuery(parts, request);
		addFields(parts, request, this.settings.headers());
		addFields(parts, request, selected.policy().vary());
		List<VariantContributor> contributing = this.contributors.get();
		for (int i = 0; i < contributing.size(); i++) {
			parts.add(VersionValues.toBytes(contributing.get(i).variantOf(request)));
		}
		Principal user = user(selected);
		if (user != null) {
			this.principalParts.add(parts, user);
		}
	}

	private static @Nullable String apiVersion(HttpServletRequest request) {
		return (request.getAttribute(HandlerMapping.API_VERSION_ATTRIBUTE) instanceof ApiVersionHolder holder
				&& holder.hasVersion()) ? holder.getVersion().toString() : null;
	}

	private @Nullable Principal user(SelectedRepresentation selected) {
		return this.settings.principal() ? selected.principal() : null;
	}

	private @Nullable String locale(HttpServletRequest request) {
		if (!this.settings.locale()
				|| (this.settings.localeFromField() && request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null)) {
			return null;
		}
		return RequestContextUtils.getLocale(request).toLanguageTag();
	}

	private @Nullable String timeZone(HttpServletRequest request) {
		// Accept-Language names none
		boolean asked = this.settings.locale() && !this.settings.localeFromField();
		TimeZone zone = asked ? RequestContextUtils.getTimeZone(request) : null;
		return (zone != null) ? zone.getID() : null;
	}

	// A page shows the session's CSRF token in its forms
	private static @Nullable String session(HttpServletRequest request) {
		HttpSession session = (request.getAttribute(CSRF_TOKEN) != null) ? request.getSession(false) : null;
		return (session != null) ? session.getId() : null;
	}

	private void addQuery(Parts parts, HttpServletRequest request) {
		if (!this.settings.query() || request.getQueryString() == null) {
			parts.addAbsent();
			return;
		}
		Map<String, String[]> sorted = new TreeMap<>(request.getParameterMap());
		parts.add(sorted.size());
		sorted.forEach((name, values) -> {
			parts.add(name).add(values.length);
			Arrays.stream(values).forEach(parts::add);
		});
	}

	private static void addFields(Parts parts, HttpServletRequest request, List<String> names) {
		for (int i = 0; i < names.size(); i++) {
			addField(parts, request, names.get(i));
		}
	}

	private static void addField(Parts parts, HttpServletRequest request, String name) {
		List<String> lines = Collections.list(request.getHeaders(name));
		parts.add(name).add(lines.size());
		lines.forEach(parts::add);
	}

	/**
	 * Which parts count.
	 *
	 * @param principal whether the user counts
	 * @param locale whether the locale counts
	 * @param localeFromField whether the locale comes from Accept-Language alone
	 * @param query whether the query counts
	 * @param deployment whether the deployed version counts
	 * @param headers further request fields that count
	 */
	public record VariantSettings(boolean principal, boolean locale, boolean localeFromField, boolean query,
			boolean deployment, List<String> headers) {

	}

	/**
	 * Adds an authenticated user to a variant.
	 */
	@FunctionalInterface
	public interface PrincipalParts {

		/**
		 * The user's name alone.
		 */
		PrincipalParts NAME = (parts, principal) -> parts.add(principal.getName());

		/**
		 * Adds what the representation may depend on.
		 * @param parts takes it, and must not be kept
		 * @param principal the user
		 */
		void add(Parts parts, Principal principal);

	}

}
