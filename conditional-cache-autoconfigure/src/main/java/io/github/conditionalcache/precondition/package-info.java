/**
 * RFC 9110 §8.8 and §13 as pure functions: no servlet, no Spring MVC, no clock of their
 * own.
 */
@NullMarked
package io.github.conditionalcache.precondition;

import org.jspecify.annotations.NullMarked;
