package io.github.conditionalcache.version.marked;

import java.lang.reflect.AnnotatedElement;
import java.util.Set;

import io.github.conditionalcache.EtagLastModified;
import io.github.conditionalcache.EtagVersion;

import org.springframework.core.annotation.MergedAnnotations;

/**
 * The annotations that give members of a type a meaning here. By name, because the
 * libraries that they come from are optional.
 */
final class Marks {

	static final Marks ETAG_VERSION = new Marks(EtagVersion.class.getName());

	static final Marks ETAG_LAST_MODIFIED = new Marks(EtagLastModified.class.getName());

	static final Marks FRAMEWORK_VERSION = new Marks("org.springframework.data.annotation.Version",
			"jakarta.persistence.Version");

	static final Marks FRAMEWORK_LAST_MODIFIED = new Marks("org.springframework.data.annotation.LastModifiedDate");

	static final Marks ID = new Marks("org.springframework.data.annotation.Id", "jakarta.persistence.Id",
			"jakarta.persistence.EmbeddedId");

	// Content that comes from elsewhere than the row whose version is counted, or that is
	// written without counting
	static final Marks UNCOVERED = new Marks("org.springframework.data.annotation.Transient",
			"org.springframework.data.annotation.ReadOnlyProperty",
			"org.springframework.beans.factory.annotation.Value", "jakarta.persistence.Transient",
			"org.hibernate.annotations.Formula", "org.hibernate.annotations.OptimisticLock",
			"org.hibernate.annotations.OptimisticLocking", "org.hibernate.annotations.Subselect",
			"tools.jackson.databind.annotation.JsonSerialize", "tools.jackson.databind.annotation.JsonAppend",
			"com.fasterxml.jackson.databind.annotation.JsonSerialize",
			"com.fasterxml.jackson.databind.annotation.JsonAppend");

	// Content that comes from elsewhere than the columns and associations that are
	// mapped,
	// or depends on something else than these
	static final Marks UNMAPPED = new Marks("org.springframework.data.annotation.Transient",
			"org.springframework.beans.factory.annotation.Value", "jakarta.persistence.Transient",
			"org.hibernate.annotations.Any", "org.hibernate.annotations.ManyToAny",
			"org.hibernate.annotations.ColumnTransformer", "org.hibernate.annotations.ColumnTransformers",
			"org.hibernate.annotations.DiscriminatorFormula", "org.hibernate.annotations.Filter",
			"org.hibernate.annotations.Filters", "org.hibernate.annotations.FilterJoinTable",
			"org.hibernate.annotations.FilterJoinTables", "org.hibernate.annotations.Formula",
			"org.hibernate.annotations.HQLSelect", "org.hibernate.annotations.Immutable",
			"org.hibernate.annotations.JoinFormula", "org.hibernate.annotations.JoinColumnOrFormula",
			"org.hibernate.annotations.JoinColumnsOrFormulas", "org.hibernate.annotations.SQLJoinTableRestriction",
			"org.hibernate.annotations.SQLRestriction", "org.hibernate.annotations.SQLSelect",
			"org.hibernate.annotations.Subselect", "org.hibernate.annotations.TenantId",
			"org.hibernate.annotations.View", "tools.jackson.databind.annotation.JsonSerialize",
			"tools.jackson.databind.annotation.JsonAppend", "com.fasterxml.jackson.databind.annotation.JsonSerialize",
			"com.fasterxml.jackson.databind.annotation.JsonAppend");

	private final Set<String> annotations;

	private Marks(String... annotations) {
		this.annotations = Set.of(annotations);
	}

	boolean isOn(AnnotatedElement element) {
		if (element.getAnnotations().length == 0) {
			return false;
		}
		MergedAnnotations present = MergedAnnotations.from(element);
		return this.annotations.stream().anyMatch(present::isPresent);
	}

}
