package io.github.conditionalcache.handler;

import java.lang.reflect.Method;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one managed handler, resolved once.
 *
 * @param identity the identity of the handler
 * @param annotated whether the handler was selected by annotation; if not, its answers
 * get a tag made of their content and nothing else, unless they bring validators along
 * @param storing how its 200s and 304s may be stored
 * @param selectors the selectors of its representations
 * @param strength strength of the entity tags made for it
 * @param traits the traits of its answers
 * @param declared version declared for it, or {@code null}
 * @param used the same as far as it labels answers, or {@code null}
 * @param versionName tells that version from those that other handlers declare for the
 * same paths, or {@code null} if there are none
 */
public record ReadPolicy(HandlerIdentity identity, boolean annotated, StoringPolicy storing, HandlerSelectors selectors,
		Strength strength, AnswerTraits traits, @Nullable DeclaredVersion declared, @Nullable DeclaredVersion used,
		@Nullable String versionName) {

	static ReadPolicy unannotated(HandlerIdentity identity, AnswerTraits traits) {
		return new ReadPolicy(identity, false, StoringPolicy.NONE, HandlerSelectors.NONE, Strength.WEAK, traits, null,
				null, null);
	}

	/**
	 * Creates the policy of reads that no handler answers, but that a write is about.
	 * @param writer the identity of the handler that writes
	 * @param declared the version that it declares
	 * @return the policy
	 */
	public static ReadPolicy ofWriter(HandlerIdentity writer, DeclaredVersion declared) {
		return new ReadPolicy(writer, true, StoringPolicy.NONE, HandlerSelectors.NONE, Strength.STRONG,
				AnswerTraits.NONE, declared, declared, null);
	}

	/**
	 * Returns the handler method, never a bridge.
	 * @return the method that is called
	 */
	public Method method() {
		return this.identity.called();
	}

	/**
	 * Returns the name of the handler for logs and the endpoint.
	 * @return a name such as {@code BookController.get}
	 */
	public String name() {
		return this.identity.name();
	}

	/**
	 * Returns a name of the handler that is the same on every node.
	 * @return the name
	 */
	public String handlerId() {
		return this.identity.id();
	}

	/**
	 * Returns whether the version that labels answers is known before the handler runs.
	 * @return {@code false} also if there is none
	 */
	public boolean isEarly() {
		return this.used != null && this.used.isEarly();
	}

	/**
	 * Returns whether it is certain that the handler runs before its version is compared,
	 * because only then all fields of a 304 are known.
	 * @return {@code false} if the version's value may show that it need not
	 */
	public boolean waitsForFields() {
		return this.traits.setsFields() && this.declared != null && this.declared.isVerbatim();
	}

	/**
	 * Returns the policy with strong tags, if it has a declared version and leaves their
	 * strength open.
	 * @return this or another policy
	 */
	ReadPolicy strengthened() {
		return (this.strength == Strength.AUTO && this.declared != null) ? withStrength(Strength.STRONG) : this;
	}

	ReadPolicy withStrength(Strength other) {
		return new ReadPolicy(this.identity, this.annotated, this.storing, this.selectors, other, this.traits,
				this.declared, this.used, this.versionName);
	}

	ReadPolicy withVersionName(String other) {
		return new ReadPolicy(this.identity, this.annotated, this.storing, this.selectors, this.strength, this.traits,
				this.declared, this.used, other);
	}

}
