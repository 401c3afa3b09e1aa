package io.github.conditionalcache.selector.format;

import java.util.List;

import io.github.conditionalcache.selector.Selection;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.tag.CanonicalBytes;
import org.jspecify.annotations.Nullable;

/**
 * The format of an answer. Before a converter has been chosen, the media types that the
 * request accepts count instead: every request that asks in the same way gets the same.
 * Thread-safe.
 *
 * @param formats formats of the handler's answers
 * @param strategies the strategies that read a request
 * @param pathHasOthers whether other handlers answer with other formats at the same path
 */
public record FormatSelector(Formats formats, FormatStrategies strategies, boolean pathHasOthers) implements Selector {

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		variant.add(requested(selection));
	}

	private @Nullable String requested(Selection selection) {
		String requested = this.strategies.requested(selection.request());
		return (requested == null || this.formats.isDefault(requested)) ? null : requested;
	}

	/**
	 * Returns whether a request gets the format that requests without Accept get.
	 * @param selection the request
	 * @return {@code false} if it may get another one, or none that it accepts
	 */
	public boolean isDefault(Selection selection) {
		return requested(selection) == null;
	}

	@Override
	public List<String> fields() {
		return isOpen() ? this.strategies.fields() : List.of();
	}

	private boolean isOpen() {
		return this.pathHasOthers || this.formats.kind() != Formats.Kind.ONE;
	}

	@Override
	public boolean isPrivate() {
		return isOpen() && this.strategies.unknown();
	}

	public boolean isOneOfSeveral() {
		return this.pathHasOthers || this.formats.kind() == Formats.Kind.SEVERAL;
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return isOneOfSeveral() || !isDefault(selection);
	}

}
