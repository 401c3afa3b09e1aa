package io.github.conditionalcache.selector.handler;

import java.util.List;
import java.util.Set;

import org.springframework.http.MediaType;

/**
 * The inputs by which the mappings at the paths of one handler choose between handlers.
 * Immutable.
 *
 * @param produced media types that the handler's own mapping lists; empty if it lists
 * none
 * @param pathHasOtherFormats whether another handler at one of its paths lists other
 * media types
 * @param fields request fields that a mapping looks at, but for Accept
 * @param unknown whether something of the application chooses between handlers, which may
 * look at anything
 */
record Mapped(Set<MediaType> produced, boolean pathHasOtherFormats, List<String> fields, boolean unknown) {

	/**
	 * For a handler whose mapping is not known.
	 */
	static final Mapped UNKNOWN = new Mapped(Set.of(), true, List.of(), true);

}
