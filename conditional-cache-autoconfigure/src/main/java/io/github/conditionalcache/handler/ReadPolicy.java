package io.github.conditionalcache.handler;

import java.lang.reflect.Method;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.selector.parameter.Obstacle;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed for one managed handler, resolved once.
 *
 * @param method the handler method, never a bridge
 * @param name names it in logs and the endpoint, such as {@code BookController.get}
 * @param handlerId stable name of the handler, the same on every node
 * @param annotated whether the handler was selected by annotation; if not, its answers
 * get a tag made of their content and nothing else, unless they bring validators along
 * @param storing how its 200s and 304s may be stored
 * @param selectors what selects between its representations
 * @param strength strength of the entity tags made for it
 * @param guarded whether its content is authorised piece by piece while it is written, so
 * that nothing may be decided before
 * @param view whether it returns a view
 * @param measured whether its answers are sent with all their fields as soon as the
 * converter has written them, since it has told their length
 * @param setsFields whether it has the means to set fields that its 304 has to repeat
 * @param declared version declared for it, or {@code null}
 * @param obstacle why its answers are not labelled with that version, or {@code null} if
 * they are
 * @param versionName tells that version from those that other handlers declare for the
 * same paths, or {@code null} if there are none
 */
public record ReadPolicy(Method method, String name, String handlerId, boolean annotated, StoringPolicy storing,
		HandlerSelectors selectors, Strength strength, boolean guarded, boolean view, boolean measured,
		boolean setsFields, @Nullable DeclaredVersion declared, @Nullable Obstacle obstacle,
		@Nullable String versionName) {

	/**
	 * Returns the declared version as far as it labels answers.
	 * @return the version, or {@code null} if there is none that is used
	 */
	public @Nullable DeclaredVersion used() {
		return (this.obstacle == null) ? this.declared : null;
	}

	/**
	 * Returns whether it is certain that the handler runs before its version is compared,
	 * because only then all fields of a 304 are known.
	 * @return {@code false} if the version's value may show that it need not
	 */
	public boolean waitsForFields() {
		return this.setsFields && this.declared != null && this.declared.isVerbatim();
	}

	ReadPolicy withStrength(Strength other) {
		return new ReadPolicy(this.method, this.name, this.handlerId, this.annotated, this.storing, this.selectors,
				other, this.guarded, this.view, this.measured, this.setsFields, this.declared, this.obstacle,
				this.versionName);
	}

	ReadPolicy withVersionName(String other) {
		return new ReadPolicy(this.method, this.name, this.handlerId, this.annotated, this.storing, this.selectors,
				this.strength, this.guarded, this.view, this.measured, this.setsFields, this.declared, this.obstacle,
				other);
	}

}
