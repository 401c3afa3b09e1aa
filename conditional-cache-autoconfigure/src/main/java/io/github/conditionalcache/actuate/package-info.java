/**
 * The actuator endpoint and what it answers.
 */
@NullMarked
package io.github.conditionalcache.actuate;

import org.jspecify.annotations.NullMarked;
