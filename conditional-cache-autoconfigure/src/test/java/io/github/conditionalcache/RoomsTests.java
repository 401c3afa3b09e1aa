package io.github.conditionalcache;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rooms of the house: which package knows which, and what from outside each of them
 * may use. See {@code docs/internals/architecture.md}.
 */
class RoomsTests {

	private static final String ROOT = "io.github.conditionalcache";

	private static final int MOST_CLASSES = 20;

	/** From the ground up: a room may know the ones before it, and no other. */
	static final List<String> ROOMS = List.of("", "failure", "precondition", "storing", "tag", "version.expression",
			"version.declared", "change", "change.memory", "change.declared", "change.transaction", "change.jdbc",
			"change.statement", "change.entity", "change.connection", "version.marked", "change.entity.read",
			"selector", "selector.format", "selector.parameter", "selector.handler", "security", "handler",
			"handler.write", "placement", "registry", "representation", "answer", "exchange", "exchange.read",
			"exchange.write", "range", "servlet", "webmvc.gate", "webmvc", "deployment", "diagnostics",
			"diagnostics.lint", "diagnostics.flapping", "metrics", "actuate", "autoconfigure.facts",
			"autoconfigure.libraries", "autoconfigure.jdbc", "autoconfigure.jpa", "autoconfigure.statement",
			"autoconfigure.watch", "autoconfigure");

	/** The rooms that applications may name. Everything else is free to change. */
	static final List<String> PROMISED = List.of("", "precondition", "change");

	/** A value and what makes it, or an interface and its only implementations. */
	private static final Set<Set<String>> PAIRS = Set.of(Set.of("EntityTag", "FieldScanner"),
			Set.of("ContentCodingSuffix", "TwoPartTag"),
			Set.of("DigestAlgorithm", "Sha256Algorithm", "HmacSha256Algorithm", "Xxh3Algorithm"),
			Set.of("TypeProperties", "TypeProperty"),
			Set.of("ContainerReader", "HateoasContainers", "SpringDataContainers", "MarkedVersions"),
			Set.of("ExpectedMeters", "MeteringListener"), Set.of("ConditionalCacheDescriptor", "HandlerDescriptor"));

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.withImportOption((location) -> !location.contains("conditional-cache-test"))
		.importPackages(ROOT);

	@Test
	void eachPackageIsARoom() {
		Set<String> packages = CLASSES.stream().map(RoomsTests::room).collect(Collectors.toSet());
		assertThat(packages).containsExactlyInAnyOrderElementsOf(ROOMS);
	}

	@Test
	void roomsKnowOnlyThoseBeforeThem() {
		List<String> wrong = dependencies()
			.filter((dependency) -> ROOMS.indexOf(room(dependency.getTargetClass())) > ROOMS
				.indexOf(room(dependency.getOriginClass())))
			.map((dependency) -> top(dependency.getOriginClass()) + " -> " + top(dependency.getTargetClass()))
			.distinct()
			.sorted()
			.toList();
		assertThat(wrong).isEmpty();
	}

	@TestFactory
	Stream<DynamicTest> roomsAreNotTooLarge() {
		Map<String, Set<String>> classes = new TreeMap<>();
		CLASSES.stream()
			.filter((type) -> !type.getSimpleName().equals("package-info"))
			.forEach((type) -> classes.computeIfAbsent(room(type), (room) -> new TreeSet<>()).add(top(type)));
		return classes.entrySet()
			.stream()
			.map((room) -> DynamicTest.dynamicTest("room " + room.getKey(),
					() -> assertThat(room.getValue()).hasSizeLessThanOrEqualTo(MOST_CLASSES)));
	}

	@Test
	void classesHaveNoCirclesButPairs() {
		SlicesRuleDefinition.slices().assignedFrom(new Pairs()).should().beFreeOfCycles().check(CLASSES);
	}

	@TestFactory
	Stream<DynamicTest> librariesAreKnownInTheirRoomsOnly() {
		Map<String, List<String>> walls = new LinkedHashMap<>();
		// In answer only the name of an attribute; servlet tells whose servlet serves
		walls.put("org.springframework.web.servlet..",
				List.of("selector..", "handler..", "registry", "answer", "servlet", "webmvc..", "autoconfigure.."));
		walls.put("org.springframework.boot..", List.of("actuate", "autoconfigure.."));
		walls.put("org.springframework.security..", List.of("security", "selector.parameter", "autoconfigure.."));
		walls.put("org.springframework.aop..", List.of("security", "selector.handler", "selector.parameter", "handler",
				"placement", "registry", "webmvc..", "change.transaction", "change.connection", "autoconfigure.."));
		walls.put("org.springframework.data..", List.of("version.marked"));
		walls.put("org.springframework.hateoas..", List.of("version.marked"));
		walls.put("org.springframework.expression..", List.of("version.expression"));
		walls.put("org.springframework.transaction..", List.of("change.transaction", "change.jdbc",
				"autoconfigure.libraries", "autoconfigure.jdbc", "autoconfigure"));
		walls.put("org.springframework.jdbc..",
				List.of("change.jdbc", "change.connection", "autoconfigure.jdbc", "autoconfigure.statement"));
		walls.put("jakarta.persistence..", List.of("change.entity..", "autoconfigure.libraries", "autoconfigure.jpa"));
		walls.put("org.hibernate..", List.of("change.entity..", "autoconfigure.libraries", "autoconfigure.jpa"));
		walls.put("tools.jackson..", List.of("diagnostics.flapping"));
		walls.put("io.micrometer..", List.of("metrics", "autoconfigure.watch", "autoconfigure"));
		walls.put("com.dynatrace.hash4j..", List.of("tag"));
		return walls.entrySet()
			.stream()
			.map((wall) -> DynamicTest.dynamicTest(wall.getKey(),
					() -> ArchRuleDefinition.noClasses()
						.that()
						.resideOutsideOfPackages(
								wall.getValue().stream().map((room) -> ROOT + "." + room).toArray(String[]::new))
						.should()
						.dependOnClassesThat()
						.resideInAPackage(wall.getKey())
						.check(CLASSES)));
	}

	private static Stream<Dependency> dependencies() {
		return CLASSES.stream()
			.map(JavaClass::getDirectDependenciesFromSelf)
			.flatMap(Collection::stream)
			.filter((dependency) -> CLASSES.contain(dependency.getTargetClass().getName()))
			.filter((dependency) -> !top(dependency.getOriginClass()).equals(top(dependency.getTargetClass())));
	}

	private static String room(JavaClass type) {
		String name = type.getPackageName();
		return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
	}

	private static String top(JavaClass type) {
		String name = type.getName().substring(type.getPackageName().length() + 1);
		int nested = name.indexOf('$');
		return (nested < 0) ? name : name.substring(0, nested);
	}

	/**
	 * One slice for each class with its nested ones, and one for the classes of a pair.
	 */
	private static final class Pairs implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			if (!type.getPackageName().startsWith(ROOT)) {
				return SliceIdentifier.ignore();
			}
			String name = top(type);
			return SliceIdentifier
				.of(PAIRS.stream().filter((pair) -> pair.contains(name)).map(Set::toString).findFirst().orElse(name));
		}

		@Override
		public String getDescription() {
			return "classes and pairs";
		}

	}

}
