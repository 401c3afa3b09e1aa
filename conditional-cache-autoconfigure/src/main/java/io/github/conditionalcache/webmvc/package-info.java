/**
 * Internal: the hooks into Spring MVC, which translate and decide nothing.
 */
@NullMarked
package io.github.conditionalcache.webmvc;

import org.jspecify.annotations.NullMarked;
