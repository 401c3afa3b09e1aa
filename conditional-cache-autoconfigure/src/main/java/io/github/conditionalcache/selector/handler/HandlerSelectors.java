package io.github.conditionalcache.selector.handler;

import java.util.List;

import io.github.conditionalcache.selector.Selection;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.format.FormatSelector;
import io.github.conditionalcache.selector.parameter.HandlerParameters;
import io.github.conditionalcache.selector.parameter.Obstacle;
import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Everything that selects between the representations of one handler: the one list that
 * feeds the variant part of its entity tags, {@code Vary}, and the checks at startup.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class HandlerSelectors {

	/**
	 * For handlers whose tags are made of their content and whose fields stay as they
	 * are.
	 */
	public static final HandlerSelectors NONE = new HandlerSelectors(List.of(), null, SelectingFields.NONE,
			HandlerParameters.NONE, List.of());

	private static final Obstacle READ_AFTER_DATA = new Obstacle(
			"its expression asks the application with #result, once the data is read, so it may be newer than the data",
			"Ask with a parameter instead (\"@books.versionOf(#id)\"), or read the returned value alone (\"#result.version\").");

	private final List<Selector> selectors;

	private final @Nullable FormatSelector format;

	private final SelectingFields fields;

	private final @Nullable String varyText;

	private final boolean isPrivate;

	private final boolean areSent;

	private final boolean readArguments;

	private final HandlerParameters parameters;

	private final List<String> overruled;

	/**
	 * Creates the list.
	 * @param selectors selectors, but for the format
	 * @param format selects the format, or {@code null} if nothing does
	 * @param fields request fields that select
	 * @param parameters the selections of the handler's parameters
	 * @param overruled settings that its parameters overrule
	 */
	HandlerSelectors(List<Selector> selectors, @Nullable FormatSelector format, SelectingFields fields,
			HandlerParameters parameters, List<String> overruled) {
		this.selectors = List.copyOf(selectors);
		this.format = format;
		this.fields = fields;
		this.varyText = fields.vary().isEmpty() ? null : String.join(", ", fields.vary());
		this.parameters = parameters;
		this.overruled = List.copyOf(overruled);
		this.areSent = selectors.stream().anyMatch(Selector::maySendFields);
		this.readArguments = selectors.stream().anyMatch(Selector::readsArgument);
		this.isPrivate = selectors.stream().anyMatch(Selector::isPrivate) || (format != null && format.isPrivate());
	}

	/**
	 * Adds the selectors of the representation, when its media type is not chosen yet.
	 * @param variant takes it
	 * @param selection the request
	 */
	public void addTo(CanonicalBytes variant, Selection selection) {
		if (this.format != null) {
			this.format.addTo(variant, selection);
		}
		else {
			variant.addAbsent();
		}
		addOthers(variant, selection);
	}

	/**
	 * Adds the selectors of the representation, once its media type is known.
	 * @param variant takes it
	 * @param selection the request
	 * @param contentType the media type, or {@code null} if the version covers it
	 */
	public void addTo(CanonicalBytes variant, Selection selection, @Nullable String contentType) {
		variant.add(contentType);
		addOthers(variant, selection);
	}

	private void addOthers(CanonicalBytes variant, Selection selection) {
		for (int i = 0; i < this.selectors.size(); i++) {
			this.selectors.get(i).addTo(variant, selection);
		}
	}

	/**
	 * Returns whether one URI may have several representations for requests like this
	 * one, so that a date does not tell which one a client has.
	 * @param selection the request
	 * @return whether a date can't be sent, and counts for nothing
	 */
	public boolean areSeveral(Selection selection) {
		if (this.format != null && this.format.tellsApart(selection)) {
			return true;
		}
		for (int i = 0; i < this.selectors.size(); i++) {
			if (this.selectors.get(i).tellsApart(selection)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether the URI has two or more formats, whatever the request.
	 * @return whether a date decides nothing, whoever gives it
	 */
	public boolean haveSeveralFormats() {
		return this.format != null && this.format.isOneOfSeveral();
	}

	/**
	 * Returns whether a request gets the format that requests without Accept get.
	 * @param selection the request
	 * @return {@code false} if it may get another, or none that it accepts
	 */
	public boolean isFormatSettled(Selection selection) {
		return this.format == null || this.format.isDefault(selection);
	}

	/**
	 * Returns the request fields that select a representation.
	 * @return names of fields, each once
	 */
	public List<String> fields() {
		return this.fields.all();
	}

	/**
	 * Returns the request fields that answers name in {@code Vary}.
	 * @return names of fields, each once
	 */
	public List<String> vary() {
		return this.fields.vary();
	}

	/**
	 * Returns the request fields that select a representation, but that answers don't
	 * name in {@code Vary}.
	 * @return names of fields, each once
	 */
	public List<String> unnamed() {
		return this.fields.unnamed();
	}

	/**
	 * Returns the value of the {@code Vary} field.
	 * @return the value, or {@code null} if no field is named
	 */
	public @Nullable String varyText() {
		return this.varyText;
	}

	/**
	 * Returns the request fields of one request that select its representation although
	 * few requests bring them. Only their answers name them in {@code Vary}.
	 * @param request the request
	 * @return names of fields, as they were sent
	 */
	public List<String> sentFields(HttpServletRequest request) {
		return this.areSent
				? this.selectors.stream().flatMap((selector) -> selector.sentFields(request).stream()).toList()
				: List.of();
	}

	/**
	 * Returns whether the handler's arguments must be known.
	 * @return whether some of them select
	 */
	public boolean readArguments() {
		return this.readArguments;
	}

	/**
	 * Returns whether everything that selects is in the list. If not, only the content of
	 * an answer tells which representation it is.
	 * @return whether a version may label answers
	 */
	public boolean areProved() {
		return this.parameters.areProved();
	}

	/**
	 * Returns why a declared version can't be used.
	 * @param declared the version that is declared for the handler
	 * @return the obstacle, or {@code null} if it can be used
	 */
	public @Nullable Obstacle obstacle(DeclaredVersion declared) {
		return declared.isReadAfterData() ? READ_AFTER_DATA : this.parameters.obstacle(declared);
	}

	/**
	 * Returns the settings that keep inputs of the handler's parameters out of the tag.
	 * The parameters win.
	 * @return the settings, each with the inputs that the handler takes
	 */
	public List<String> overruled() {
		return this.overruled;
	}

	/**
	 * Returns whether something selects that no request field carries, or none that is
	 * known, so that only private caches can store the answer.
	 * @return whether the answer is private
	 */
	public boolean isPrivate() {
		return this.isPrivate;
	}

	/**
	 * Returns whether the same holds for one request, by its own fields.
	 * @param selection the request
	 * @return whether the answer to it is private
	 */
	public boolean isPrivateFor(Selection selection) {
		if (this.isPrivate) {
			return true;
		}
		for (int i = 0; i < this.selectors.size(); i++) {
			if (this.selectors.get(i).isPrivateFor(selection)) {
				return true;
			}
		}
		return false;
	}

}
