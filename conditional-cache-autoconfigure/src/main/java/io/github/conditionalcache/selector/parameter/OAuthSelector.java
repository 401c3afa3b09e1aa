package io.github.conditionalcache.selector.parameter;

import io.github.conditionalcache.selector.Selector;

/**
 * Claims of a user's token. Known by this name also where Spring Security's OAuth is
 * absent.
 */
interface OAuthSelector extends Selector {

}
