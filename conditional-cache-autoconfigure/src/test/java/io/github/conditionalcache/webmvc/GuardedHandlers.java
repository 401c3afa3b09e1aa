package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.SelectedBy;
import io.github.conditionalcache.webmvc.EarlyApplication.Book;
import io.github.conditionalcache.webmvc.EarlyApplication.Books;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import org.aopalliance.intercept.MethodInvocation;

import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.HandleAuthorizationDenied;
import org.springframework.security.authorization.method.MethodAuthorizationDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Handlers of {@link EarlyApplication} whose denials once came near to a version.
 */
@Configuration(proxyBeanMethods = false)
class GuardedHandlers {

	/**
	 * A handler that an expression asks whether another may be called.
	 */
	@RestController("doors")
	public static class Doors {

		@GetMapping("/doors")
		@PreAuthorize("permitAll()")
		@Cacheable304("@books.versionOf(1)")
		public boolean open(HttpServletRequest request) {
			return EarlyApplication.mayRead(request);
		}

	}

	@RestController
	public static class Rooms {

		private final Books books;

		Rooms(Books books) {
			this.books = books;
		}

		@GetMapping("/behind-a-door")
		@PreAuthorize("@doors.open(#request)")
		@Cacheable304("@books.versionOf(1)")
		public Book room(@SelectedBy({}) HttpServletRequest request) {
			return this.books.read("behind-a-door");
		}

		@GetMapping("/in-front-of-a-door")
		@PostAuthorize("@doors.open(#request)")
		@Cacheable304("@books.versionOf(1)")
		public Book front(@SelectedBy({}) HttpServletRequest request) {
			return this.books.read("in-front-of-a-door");
		}

		@GetMapping("/pre-and-post")
		@PreAuthorize("@doors.open(#request)")
		@PostAuthorize("true")
		@Cacheable304("@books.versionOf(1)")
		public Book preAndPost(@SelectedBy({}) HttpServletRequest request) {
			return this.books.read("pre-and-post");
		}

	}

	@Secured("ROLE_READER")
	@RestController
	public static class SecuredClass {

		private final Books books;

		SecuredClass(Books books) {
			this.books = books;
		}

		@GetMapping("/secured-class")
		@Cacheable304("@books.versionOf(1)")
		public Book secured() {
			return this.books.read("secured-class");
		}

	}

	@RolesAllowed("READER")
	@RestController
	public static class RolesAllowedClass {

		private final Books books;

		RolesAllowedClass(Books books) {
			this.books = books;
		}

		@GetMapping("/roles-allowed-class")
		@Cacheable304("@books.versionOf(1)")
		public Book rolesAllowed() {
			return this.books.read("roles-allowed-class");
		}

	}

	@DenyAll
	@RestController
	public static class DenyAllClass {

		private final Books books;

		DenyAllClass(Books books) {
			this.books = books;
		}

		@GetMapping("/deny-all-class")
		@Cacheable304("@books.versionOf(1)")
		public Book denied() {
			return this.books.read("deny-all-class");
		}

	}

	/**
	 * Answers the denied with something else than an error.
	 */
	@Component("masks")
	public static class Masks implements MethodAuthorizationDeniedHandler {

		public boolean areLifted(HttpServletRequest request) {
			return request.getHeader("X-Granted") != null;
		}

		@Override
		public Object handleDeniedInvocation(MethodInvocation invocation, AuthorizationResult result) {
			return new Book(0, 0);
		}

	}

	@RestController
	public static class Masked {

		private final Books books;

		Masked(Books books) {
			this.books = books;
		}

		@GetMapping("/masked-early")
		@PreAuthorize("@masks.areLifted(#request)")
		@HandleAuthorizationDenied(handlerClass = Masks.class)
		@Cacheable304("@books.versionOf(1)")
		public Book early(@SelectedBy({}) HttpServletRequest request) {
			return this.books.read("masked-early");
		}

		@GetMapping("/masked-late")
		@PreAuthorize("@masks.areLifted(#request)")
		@PostAuthorize("true")
		@HandleAuthorizationDenied(handlerClass = Masks.class)
		@Cacheable304("@books.versionOf(1)")
		public Book late(@SelectedBy({}) HttpServletRequest request) {
			return this.books.read("masked-late");
		}

	}

}
