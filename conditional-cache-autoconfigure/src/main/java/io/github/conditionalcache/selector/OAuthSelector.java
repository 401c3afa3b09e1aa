package io.github.conditionalcache.selector;

/**
 * Claims of a user's token. Known by this name also where Spring Security's OAuth is
 * absent.
 */
interface OAuthSelector extends Selector {

}
