package io.github.conditionalcache.selector.parameter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.conditionalcache.SelectedBy;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.webmvc.WriteArgumentResolver;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.Part;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PagedResourcesAssembler;
import org.springframework.data.web.ProjectedPayload;
import org.springframework.data.web.SlicedResourcesAssembler;
import org.springframework.data.web.config.EnableSpringDataWebSupport;
import org.springframework.format.FormatterRegistry;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.method.annotation.OAuth2AuthorizedClientArgumentResolver;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.ui.Model;
import org.springframework.ui.ModelMap;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.accept.SemanticApiVersionParser;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.MatrixVariable;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.bind.annotation.SessionAttributes;
import org.springframework.web.bind.support.SessionStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of parameters in docs/selectors.md, held against the resolvers of Spring MVC,
 * Spring Security and Spring Data, and against what the classifier says about each kind.
 */
@SpringJUnitWebConfig(ParameterTableTests.Libraries.class)
class ParameterTableTests {

	private static final Map<String, String> DOCUMENTED = documented();

	/** Kotlin is not there. */
	private static final Set<String> NOT_SAMPLED = Set.of("`Continuation`");

	private static final ClientRegistrationRepository NO_CLIENTS = (id) -> {
		throw new IllegalStateException();
	};

	private static final OAuth2AuthorizedClientRepository NO_REPOSITORY = new NoRepository();

	private final RequestMappingHandlerAdapter adapter;

	private final ParameterClassifier classifier;

	@Autowired
	ParameterTableTests(RequestMappingHandlerAdapter adapter, WebApplicationContext context) {
		this.adapter = adapter;
		this.classifier = new ParameterClassifier(adapter, context);
	}

	private static Map<String, String> documented() {
		try {
			String text = Files.readString(Path.of("../docs/selectors.md"));
			String table = text.substring(text.indexOf("| Parameter | Kind | Why |"));
			Map<String, String> kinds = new LinkedHashMap<>();
			Pattern.compile("^\\| (.+?) \\| (covered|selects|data|opaque|unproved) \\|", Pattern.MULTILINE)
				.matcher(table)
				.results()
				.forEach((row) -> kinds.put(row.group(1), row.group(2)));
			return kinds;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Stream<Method> handlers() {
		return Stream.of(Samples.class, KeptSamples.class)
			.flatMap((type) -> Stream.of(type.getDeclaredMethods()))
			.filter((method) -> samples(method).findAny().isPresent());
	}

	private static Stream<Parameter> samples(Method handler) {
		return Stream.of(handler.getParameters())
			.filter((parameter) -> parameter.getAnnotationsByType(Row.class).length > 0);
	}

	private Map<Parameter, ParameterSelection> classify(Method handler) {
		HandlerParameters found = this.classifier.classify(new HandlerMethod(new StaticListableBeanFactory(), handler),
				handler.getDeclaringClass());
		List<Parameter> parameters = Arrays.asList(handler.getParameters());
		Map<Parameter, ParameterSelection> selections = new LinkedHashMap<>();
		samples(handler).forEach((sample) -> selections.put(sample, found.get(parameters.indexOf(sample))));
		return selections;
	}

	@Test
	void everyRowHasSamplesAndTheReverse() {
		Set<String> sampled = handlers().flatMap(ParameterTableTests::samples)
			.flatMap((sample) -> Stream.of(sample.getAnnotationsByType(Row.class)))
			.map(Row::value)
			.collect(Collectors.toCollection(TreeSet::new));
		sampled.addAll(NOT_SAMPLED);
		assertThat(sampled).isEqualTo(new TreeSet<>(DOCUMENTED.keySet()));
	}

	@ParameterizedTest
	@MethodSource("handlers")
	void samplesAreOfTheDocumentedKind(Method handler) {
		SoftAssertions.assertSoftly((softly) -> classify(handler)
			.forEach((sample, selection) -> softly.assertThat(selection.kind().name().toLowerCase(Locale.ROOT))
				.as("%s: %s", sample, selection.reason())
				.isEqualTo(DOCUMENTED.get(sample.getAnnotationsByType(Row.class)[0].value()))));
	}

	@ParameterizedTest
	@MethodSource("handlers")
	void whatCannotBeUsedHasAReasonAndARemedy(Method handler) {
		assertThat(classify(handler)).allSatisfy((sample, selection) -> {
			if (selection.kind().compareTo(ParameterSelection.Kind.DATA) >= 0) {
				assertThat(selection.reason()).isNotBlank();
				assertThat(selection.remedy()).isNotBlank().endsWith(".");
			}
			else {
				assertThat(selection.reason()).isNull();
			}
		});
	}

	@Test
	void everyResolverOfTheLibrariesIsKnown() {
		assertThat(this.adapter.getArgumentResolvers()).extracting((resolver) -> resolver.getClass().getName())
			.filteredOn((name) -> !name.startsWith(ParameterTableTests.class.getName()))
			.isSubsetOf(ParameterRules.resolvers());
		assertThat(this.adapter.getArgumentResolvers()).extracting((resolver) -> resolver.getClass().getName())
			.contains("org.springframework.data.web.HateoasPageableHandlerMethodArgumentResolver",
					"org.springframework.security.web.method.annotation.CsrfTokenArgumentResolver");
	}

	@Test
	void everyKnownResolverExists() {
		// Querydsl is not there
		Set<String> absent = Set.of("org.springframework.data.web.querydsl.QuerydslPredicateArgumentResolver");
		assertThat(ParameterRules.resolvers()).filteredOn((name) -> !absent.contains(name)).allSatisfy((name) -> {
			Class<?> type = Class.forName(name);
			assertThat(HandlerMethodArgumentResolver.class.isAssignableFrom(type)).isTrue();
		});
		assertThat(absent).allSatisfy(
				(name) -> assertThat(getClass().getResource("/" + name.replace('.', '/') + ".class")).isNotNull());
	}

	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.PARAMETER)
	@Repeatable(Rows.class)
	@interface Row {

		String value();

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.PARAMETER)
	@interface Rows {

		Row[] value();

	}

	enum Mode {

		LIGHT, DARK

	}

	public record Isbn(String value) {

	}

	record Slug(String value) {

	}

	static class Book {

		String title = "";

		String getTitle() {
			return this.title;
		}

	}

	record Stored(@org.springframework.data.annotation.Id long id) {

	}

	record Filter(String author, List<Integer> years, LocalDate since) {

	}

	record Nested(Filter filter, List<Filter> others, Map<String, Filter> named) {

	}

	record WithBook(String name, Book book) {

	}

	@ProjectedPayload
	interface Projection {

		String getName();

	}

	static class Account {

	}

	static class Tenant {

	}

	@Configuration
	@EnableWebMvc
	@EnableSpringDataWebSupport
	@EnableWebSecurity
	static class Libraries implements WebMvcConfigurer {

		@Bean
		WebMvcConfigurer oauth() {
			return new WebMvcConfigurer() {

				@Override
				public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
					resolvers.add(WriteArgumentResolver.unchecked());
					resolvers.add(new OAuth2AuthorizedClientArgumentResolver(NO_CLIENTS, NO_REPOSITORY));
					resolvers.add(new Resolver());
				}

				@Override
				public void addFormatters(FormatterRegistry registry) {
					registry.addConverter(String.class, Book.class, (text) -> new Book());
					registry.addConverter(String.class, UUID.class, UUID::fromString);
					registry.addConverter(new SlugConverter());
				}

			};
		}

	}

	static class SlugConverter implements Converter<String, Slug> {

		@Override
		public Slug convert(String source) {
			return new Slug(source);
		}

	}

	static class NoRepository implements OAuth2AuthorizedClientRepository {

		@Override
		public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(String id, Authentication principal,
				HttpServletRequest request) {
			throw new IllegalStateException();
		}

		@Override
		public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication principal,
				HttpServletRequest request, HttpServletResponse response) {
		}

		@Override
		public void removeAuthorizedClient(String id, Authentication principal, HttpServletRequest request,
				HttpServletResponse response) {
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.PARAMETER)
	@interface Current {

	}

	static class Resolver implements HandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.hasParameterAnnotation(Current.class);
		}

		@Override
		public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
				NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
			return null;
		}

	}

	@SessionAttributes("kept")
	static class KeptSamples {

		void kept(@Row("attribute of `@SessionAttributes`") @ModelAttribute("kept") Filter kept) {
		}

	}

	static class Filled {

	}

	static class Samples {

		@ModelAttribute("filled")
		Filled fill(@RequestParam String q) {
			return new Filled();
		}

		void path(@Row("`@PathVariable`, simple") @PathVariable long a,
				@Row("`@PathVariable`, simple") @PathVariable Optional<String> b,
				@Row("`@PathVariable`, simple") @PathVariable Mode c,
				@Row("`@PathVariable`, simple") @PathVariable @DateTimeFormat(
						iso = DateTimeFormat.ISO.DATE) LocalDate d,
				@Row("`@PathVariable` that the framework converts, such as a value type made of a `String`") @PathVariable Isbn e,
				@Row("`@PathVariable` map") @PathVariable Map<String, String> f,
				@Row("`@PathVariable`, simple, by a `Converter` or `Formatter` of the application") @PathVariable UUID g,
				@Row("`@PathVariable`, other type, by a `Converter` or `Formatter` of the application") @PathVariable Book h,
				@Row("`@PathVariable`, other type, by a `Converter` or `Formatter` of the application") @PathVariable Optional<Slug> i,
				@Row("`@PathVariable`, an entity by Spring Data's `DomainClassConverter`") @PathVariable Stored j) {
		}

		void query(@Row("`@RequestParam`, simple, `Optional` or with a default") @RequestParam String a,
				@Row("`@RequestParam`, simple, `Optional` or with a default") @RequestParam Optional<Integer> b,
				@Row("`@RequestParam`, simple, `Optional` or with a default") @RequestParam(defaultValue = "1") int[] c,
				@Row("`@RequestParam`, simple, `Optional` or with a default") @RequestParam Set<Mode> d,
				@Row("`@RequestParam`, simple, `Optional` or with a default") @RequestParam OptionalInt e,
				@Row("`@RequestParam` map") @RequestParam Map<String, String> f,
				@Row("`@RequestParam` map") @RequestParam MultiValueMap<String, String> g,
				@Row("`@RequestParam`, list of types that the application converts") @RequestParam List<Book> h,
				@Row("`@RequestParam`, list of types that the application converts") @RequestParam Slug[] i,
				@Row("`@RequestParam` with an expression (`#{…}`) as default") @RequestParam(
						defaultValue = "#{request.getHeader('X-Tenant')}") String j,
				@Row("`MultipartFile`, `Part`") @RequestParam MultipartFile k,
				@Row("`MultipartFile`, `Part`") List<MultipartFile> l, @Row("`MultipartFile`, `Part`") Part m,
				@Row("parameter without annotation, simple") String n,
				@Row("parameter without annotation, simple") Integer o,
				@Row("`@MatrixVariable`, also as a map") @MatrixVariable List<String> p,
				@Row("`@MatrixVariable`, also as a map") @MatrixVariable MultiValueMap<String, String> q) {
		}

		void command(@Row("command object, `@ModelAttribute` or not, of simple properties") Filter a,
				@Row("command object, `@ModelAttribute` or not, of simple properties") @ModelAttribute Filter b,
				@Row("command object, `@ModelAttribute` or not, of simple properties") @ModelAttribute Optional<Filter> c,
				@Row("command object with nested objects and lists of them") Nested d,
				@Row("command object with a property that the application converts") WithBook e,
				@Row("`@ModelAttribute` that the application converts from a path variable or parameter") @ModelAttribute("id") Book f,
				@Row("`@ModelAttribute` that the application converts from a path variable or parameter") Slug g,
				@Row("model attribute of a type that looks stored (`@Entity`, `@Id`, `@Version` …)") Stored h,
				@Row("`@ModelAttribute` filled by a `@ModelAttribute` method") @ModelAttribute("filled") Filled i) {
		}

		void headers(@Row("`@RequestHeader`, also `Optional`, an enum or a list") @RequestHeader("X-Tenant") String a,
				@Row("`@RequestHeader`, also `Optional`, an enum or a list") @RequestHeader("X-Mode") Optional<Mode> b,
				@Row("`@RequestHeader`, also `Optional`, an enum or a list") @RequestHeader("X-Many") List<String> c,
				@Row("`@RequestHeader`, also `Optional`, an enum or a list") @RequestHeader("X-Id") UUID d,
				@Row("`@RequestHeader(\"Cookie\")`, `@RequestHeader(\"Authorization\")`") @RequestHeader("Cookie") String e,
				@Row("`@RequestHeader(\"Cookie\")`, `@RequestHeader(\"Authorization\")`") @RequestHeader(
						name = "authorization") String f,
				@Row("`@RequestHeader`, other type, by a converter of the application") @RequestHeader("X-Book") Book g,
				@Row("`@RequestHeader` of a precondition (`If-None-Match`, `Range` …)") @RequestHeader("If-None-Match") String h,
				@Row("`@RequestHeader` map, `HttpHeaders`") @RequestHeader Map<String, String> i,
				@Row("`@RequestHeader` map, `HttpHeaders`") @RequestHeader MultiValueMap<String, String> j,
				@Row("`@RequestHeader` map, `HttpHeaders`") @RequestHeader HttpHeaders k,
				@Row("`@CookieValue`") @CookieValue("theme") String l, @Row("`@CookieValue`") @CookieValue Cookie m,
				@Row("`@CookieValue`") @CookieValue Optional<Integer> n) {
		}

		void values(@Row("`@Value` with a placeholder") @Value("${title:none}") String a,
				@Row("`@Value` with an expression (`#{…}`), simple") @Value("#{request.getHeader('X-Tenant')}") String b,
				@Row("`@Value` with an expression (`#{…}`), other type") @Value("#{request}") Object c,
				@Row("`@SessionAttribute`, simple") @SessionAttribute String d,
				@Row("`@SessionAttribute`, other type") @SessionAttribute Account e,
				@Row("`@RequestAttribute`, simple") @RequestAttribute String f,
				@Row("`@RequestAttribute`, simple") @RequestAttribute Optional<Long> g,
				@Row("`@RequestAttribute`, other type") @RequestAttribute Account h,
				@Row("`@RequestAttribute`, other type") @RequestAttribute Object i) {
		}

		void request(
				@Row("`HttpServletRequest`, `ServletRequest`, `WebRequest`, `NativeWebRequest`, `MultipartRequest`") HttpServletRequest a,
				@Row("`HttpServletRequest`, `ServletRequest`, `WebRequest`, `NativeWebRequest`, `MultipartRequest`") ServletRequest b,
				@Row("`HttpServletRequest`, `ServletRequest`, `WebRequest`, `NativeWebRequest`, `MultipartRequest`") WebRequest c,
				@Row("`HttpServletRequest`, `ServletRequest`, `WebRequest`, `NativeWebRequest`, `MultipartRequest`") NativeWebRequest d,
				@Row("`HttpServletRequest`, `ServletRequest`, `WebRequest`, `NativeWebRequest`, `MultipartRequest`") MultipartRequest e,
				@Row("`HttpServletRequest` with `@SelectedBy(\"X-Tenant\")`") @SelectedBy("X-Tenant") HttpServletRequest f,
				@Row("`HttpServletRequest` with `@SelectedBy({})`") @SelectedBy({}) HttpServletRequest g,
				@Row("`HttpSession`") HttpSession h, @Row("`InputStream`, `Reader`") InputStream i,
				@Row("`InputStream`, `Reader`") Reader j,
				@Row("`@RequestBody`, `@RequestPart`, `HttpEntity`, `RequestEntity`") @RequestBody Filter k,
				@Row("`@RequestBody`, `@RequestPart`, `HttpEntity`, `RequestEntity`") @RequestPart Filter l,
				@Row("`@RequestBody`, `@RequestPart`, `HttpEntity`, `RequestEntity`") HttpEntity<String> m,
				@Row("`@RequestBody`, `@RequestPart`, `HttpEntity`, `RequestEntity`") RequestEntity<String> n,
				@Row("`HttpMethod`") HttpMethod o, @Row("`Locale`, `TimeZone`, `ZoneId`") Locale p,
				@Row("`Locale`, `TimeZone`, `ZoneId`") TimeZone q, @Row("`Locale`, `TimeZone`, `ZoneId`") ZoneId r,
				@Row("`Version` of the API") SemanticApiVersionParser.Version s,
				@Row("`Version` of the API") Optional<SemanticApiVersionParser.Version> t) {
		}

		@SuppressWarnings("deprecation")
		void push(@Row("`PushBuilder`") jakarta.servlet.http.PushBuilder a) {
		}

		void users(@Row("`Principal`, `Authentication`, `UserDetails` and Spring Security's own tokens") Principal a,
				@Row("`Principal`, `Authentication`, `UserDetails` and Spring Security's own tokens") Authentication b,
				@Row("`Principal`, `Authentication`, `UserDetails` and Spring Security's own tokens") OAuth2AuthenticationToken c,
				@Row("`Principal`, `Authentication`, `UserDetails` and Spring Security's own tokens") @AuthenticationPrincipal UserDetails d,
				@Row("`Principal`, `Authentication`, `UserDetails` and Spring Security's own tokens") @CurrentSecurityContext(
						expression = "authentication") Authentication e,
				@Row("`@AuthenticationPrincipal`, `Jwt`, `OAuth2User`, `OidcUser`") @AuthenticationPrincipal Jwt f,
				@Row("`@AuthenticationPrincipal`, `Jwt`, `OAuth2User`, `OidcUser`") @AuthenticationPrincipal OAuth2User g,
				@Row("`@AuthenticationPrincipal`, `Jwt`, `OAuth2User`, `OidcUser`") @AuthenticationPrincipal OidcUser h,
				@Row("`@AuthenticationPrincipal`, `@CurrentSecurityContext`, simple, also by an expression") @AuthenticationPrincipal(
						expression = "tenant") String i,
				@Row("`@AuthenticationPrincipal`, `@CurrentSecurityContext`, simple, also by an expression") @CurrentSecurityContext(
						expression = "authentication.name") String j,
				@Row("`@AuthenticationPrincipal` of an application's class") @AuthenticationPrincipal Account k,
				@Row("`@AuthenticationPrincipal` of an application's class") @AuthenticationPrincipal(
						expression = "boss") UserDetails l,
				@Row("`SecurityContext`, and other types by `@CurrentSecurityContext`") SecurityContext m,
				@Row("`SecurityContext`, and other types by `@CurrentSecurityContext`") @CurrentSecurityContext(
						expression = "authentication.details") Object n,
				@Row("`CsrfToken`") CsrfToken o,
				@Row("`@RegisteredOAuth2AuthorizedClient`") @RegisteredOAuth2AuthorizedClient("a") OAuth2AuthorizedClient p) {
		}

		void made(@Row("`Pageable`, `Sort`, `OffsetScrollPosition`, `Predicate` of Querydsl") Pageable a,
				@Row("`Pageable`, `Sort`, `OffsetScrollPosition`, `Predicate` of Querydsl") Sort b,
				@Row("`Pageable`, `Sort`, `OffsetScrollPosition`, `Predicate` of Querydsl") OffsetScrollPosition c,
				@Row("`PagedResourcesAssembler`, `SlicedResourcesAssembler`") PagedResourcesAssembler<String> d,
				@Row("`PagedResourcesAssembler`, `SlicedResourcesAssembler`") SlicedResourcesAssembler<String> e,
				@Row("projection, `@ProjectedPayload`") Projection f,
				@Row("`UriComponentsBuilder`") UriComponentsBuilder g,
				@Row("`HttpServletResponse`, `OutputStream`, `Writer`") HttpServletResponse h,
				@Row("`HttpServletResponse`, `OutputStream`, `Writer`") OutputStream i,
				@Row("`HttpServletResponse`, `OutputStream`, `Writer`") Writer j,
				@Row("`Model`, `ModelMap`, `Map`, `RedirectAttributes`, `SessionStatus`") Model k,
				@Row("`Model`, `ModelMap`, `Map`, `RedirectAttributes`, `SessionStatus`") ModelMap l,
				@Row("`Model`, `ModelMap`, `Map`, `RedirectAttributes`, `SessionStatus`") RedirectAttributes m,
				@Row("`Model`, `ModelMap`, `Map`, `RedirectAttributes`, `SessionStatus`") SessionStatus n,
				@Row("`Errors`, `BindingResult`") Errors o, @Row("`Errors`, `BindingResult`") BindingResult p,
				@Row("`WritePrecondition`") WritePrecondition q,
				@Row("by a resolver of the application, simple") @Current String r,
				@Row("by a resolver of the application, simple") @Current Optional<Long> s,
				@Row("by a resolver of the application, other type") @Current Tenant t,
				@Row("by a resolver of the application, other type, with `@SelectedBy(\"X-Tenant\")`") @Current @SelectedBy("X-Tenant") Tenant u) {
		}

	}

}
