package io.github.conditionalcache.evaluation;

import java.io.IOException;
import java.util.Collections;
import java.util.function.LongSupplier;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

class CatalogFilter extends OncePerRequestFilter {

	private final PreconditionEvaluator evaluator = new PreconditionEvaluator();

	private final LongSupplier version;

	CatalogFilter(LongSupplier version) {
		this.version = version;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		EntityTag tag = EntityTag.strong("catalog-" + this.version.getAsLong());
		Preconditions preconditions = Preconditions.parse(request.getMethod(),
				(name) -> Collections.list(request.getHeaders(name)));
		response.setHeader(HttpHeaders.ETAG, tag.toString());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
		switch (this.evaluator.evaluate(preconditions, Validators.of(tag, null))) {
			case NOT_MODIFIED -> response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
			case PRECONDITION_FAILED -> response.setStatus(HttpServletResponse.SC_PRECONDITION_FAILED);
			default -> chain.doFilter(request, response);
		}
	}

}
