/**
 * Internal: the facts of Spring Security's annotations, advice and rules for URLs.
 */
@NullMarked
package io.github.conditionalcache.security;

import org.jspecify.annotations.NullMarked;
