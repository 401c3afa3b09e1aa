package io.github.conditionalcache.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The application's registrations, with an adapter that has a gate unless they bring
 * their own.
 */
final class GateRegistrations implements WebMvcRegistrations {

	private final Supplier<@Nullable WebMvcRegistrations> others;

	private final Supplier<RequestMappingHandlerAdapter> adapter;

	GateRegistrations(Supplier<@Nullable WebMvcRegistrations> others, Supplier<RequestMappingHandlerAdapter> adapter) {
		this.others = others;
		this.adapter = adapter;
	}

	@Override
	public @Nullable RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
		WebMvcRegistrations registrations = this.others.get();
		return (registrations != null) ? registrations.getRequestMappingHandlerMapping() : null;
	}

	@Override
	public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
		WebMvcRegistrations registrations = this.others.get();
		RequestMappingHandlerAdapter own = (registrations != null) ? registrations.getRequestMappingHandlerAdapter()
				: null;
		return (own != null) ? own : this.adapter.get();
	}

	@Override
	public @Nullable ExceptionHandlerExceptionResolver getExceptionHandlerExceptionResolver() {
		WebMvcRegistrations registrations = this.others.get();
		return (registrations != null) ? registrations.getExceptionHandlerExceptionResolver() : null;
	}

}
