package io.github.conditionalcache;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The boundaries between the packages.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.conditionalcache";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void classesWereFound() {
		assertThat(CLASSES).hasSizeGreaterThan(20);
		assertThat(CLASSES.contain(ArchitectureTests.class)).isFalse();
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
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
	void preconditionsKnowNoFramework() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("..precondition..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta..", "org.springframework..")
			.check(CLASSES);
	}

	@Test
	void preconditionsKnowNothingElseOfOurs() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage("..precondition..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + ".precondition..", "java..", "org.jspecify..")
			.check(CLASSES);
	}

	@Test
	void validatorsKnowNoWebFramework() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("..validator..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.springframework.http..",
					"..webmvc..")
			.check(CLASSES);
	}

	@Test
	void onlyAutoConfigurationAndEndpointKnowSpringBoot() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("..autoconfigure..", "..actuate..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.check(CLASSES);
	}

	// Every virtual thread would have a value of its own
	@Test
	void nothingIsKeptByThread() {
		ArchRuleDefinition.noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(CLASSES);
	}

	@Test
	void onlyAutoConfigurationKnowsEndpoint() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("..autoconfigure..", "..actuate..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("..actuate..")
			.check(CLASSES);
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

	@Test
	void publicAdaptersAreFinal() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage("..webmvc..")
			.and()
			.arePublic()
			.and()
			.areNotInterfaces()
			.should()
			.haveModifier(JavaModifier.FINAL)
			.check(CLASSES);
	}

}
