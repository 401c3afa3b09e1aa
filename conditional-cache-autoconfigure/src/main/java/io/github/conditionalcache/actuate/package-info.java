/**
 * Internal: the actuator endpoint and its answers.
 */
@NullMarked
package io.github.conditionalcache.actuate;

import org.jspecify.annotations.NullMarked;
