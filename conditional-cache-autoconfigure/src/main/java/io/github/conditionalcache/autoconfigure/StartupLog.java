package io.github.conditionalcache.autoconfigure;

import java.util.List;
import java.util.Map;

import io.github.conditionalcache.Deployment;
import io.github.conditionalcache.autoconfigure.libraries.OptionalLibraries;
import io.github.conditionalcache.diagnostics.StartupReport;
import io.github.conditionalcache.handler.ManagedHandler;
import jakarta.servlet.ServletContext;

import org.springframework.context.ApplicationContext;
import org.springframework.web.context.WebApplicationContext;

/**
 * Writes the report on the managed handlers to the log, with the paths that clients use
 * and the build that is running.
 *
 * @param libraries know the path of the DispatcherServlet
 * @param context the application
 */
record StartupLog(OptionalLibraries libraries, ApplicationContext context) {

	void write(List<ManagedHandler> managed, Map<String, String> reservations) {
		String prefix = contextPath() + this.libraries.dispatcherPath(this.context);
		Deployment deployed = this.context.getBeanProvider(Deployment.class).getIfAvailable();
		new StartupReport(managed.stream().map((handler) -> handler.under(prefix)).toList(), reservations,
				(deployed != null) ? deployed.description() : null)
			.log();
	}

	private String contextPath() {
		ServletContext servletContext = (this.context instanceof WebApplicationContext web) ? web.getServletContext()
				: null;
		return (servletContext != null) ? servletContext.getContextPath() : "";
	}

}
