package io.github.conditionalcache.sample;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application needs nothing but the packages that are promised to it.
 */
class SampleArchitectureTests {

	private static final String LIBRARY = "io.github.conditionalcache";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(LIBRARY + ".sample");

	@Test
	void classesWereFound() {
		assertThat(CLASSES).extracting(JavaClass::getSimpleName).contains("ZoneApiController");
	}

	@Test
	void sampleKnowsOnlyThePromisedPackages() {
		DescribedPredicate<JavaClass> ofLibrary = JavaClass.Predicates.resideInAPackage(LIBRARY + "..");
		DescribedPredicate<JavaClass> promised = JavaClass.Predicates.resideInAnyPackage(LIBRARY,
				LIBRARY + ".precondition", LIBRARY + ".change", LIBRARY + ".sample..");
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat(ofLibrary.and(DescribedPredicate.not(promised)))
			.check(CLASSES);
	}

}
