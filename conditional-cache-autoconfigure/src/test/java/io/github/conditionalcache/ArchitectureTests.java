package io.github.conditionalcache;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What classes may do, whatever their room; for the rooms see {@link RoomsTests}.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.conditionalcache";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.withImportOption((location) -> !location.contains("conditional-cache-test"))
		.importPackages(ROOT);

	@Test
	void classesWereFound() {
		assertThat(CLASSES).hasSizeGreaterThan(20);
		assertThat(CLASSES.contain(ArchitectureTests.class)).isFalse();
	}

	@Test
	void rootPackageKnowsNoOther() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(ROOT)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".*..")
			.check(CLASSES);
	}

	@Test
	void preconditionsKnowOnlyTheJdk() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage("..precondition..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + ".precondition..", "java..", "org.jspecify..")
			.check(CLASSES);
	}

	// Every virtual thread would have a value of its own. What Hibernate announces before
	// a
	// statement is taken away by the statement
	@Test
	void nothingIsKeptByThread() {
		ArchRuleDefinition.noClasses()
			.that()
			.doNotHaveSimpleName("CurrentWrite")
			.should()
			.dependOnClassesThat()
			.areAssignableTo(ThreadLocal.class)
			.check(CLASSES);
	}

	@Test
	void versionsAndTagsKnowNoWebFramework() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage("..tag..", "..version..", "..storing..", "..failure..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.springframework.http..")
			.check(CLASSES);
	}

	@Test
	void publicClassesAreFinal() {
		ArchRuleDefinition.classes()
			.that()
			.resideOutsideOfPackages(ROOT, ROOT + ".precondition")
			.and()
			.arePublic()
			.and()
			.areNotInterfaces()
			.and()
			.areNotEnums()
			.and()
			.areTopLevelClasses()
			.and()
			.areNotAnnotatedWith(ConfigurationProperties.class)
			.should()
			.haveModifier(JavaModifier.FINAL)
			.check(CLASSES);
	}

	// Of Spring only the types that Spring MVC and WebFlux share
	@Test
	void apiKnowsOnlyTheApi() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAnyPackage(ROOT, ROOT + ".precondition")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT, ROOT + ".precondition", "java..", "org.jspecify..", "org.springframework.core..",
					"org.springframework.http", "org.springframework.web")
			.check(CLASSES);
	}

	@Test
	void eachPackageThatIsNoPromiseIsInternal() throws IOException {
		Path root = Path.of("src/main/java", ROOT.replace('.', '/'));
		try (Stream<Path> files = Files.walk(root)) {
			List<String> promised = files.filter((file) -> file.endsWith("package-info.java"))
				.filter((file) -> !read(file).startsWith("/**\n * Internal: "))
				.map((file) -> root.relativize(file.getParent()).toString().replace(File.separatorChar, '.'))
				.toList();
			assertThat(promised).containsExactlyInAnyOrderElementsOf(RoomsTests.PROMISED);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(CLASSES);
	}

	@Test
	void beanMethodsArePackagePrivate() {
		ArchRuleDefinition.methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().check(CLASSES);
	}

}
