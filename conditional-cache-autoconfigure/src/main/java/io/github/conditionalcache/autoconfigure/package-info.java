/**
 * Internal: auto-configurations, one for each optional library, the properties, and what
 * runs at startup.
 */
@NullMarked
package io.github.conditionalcache.autoconfigure;

import org.jspecify.annotations.NullMarked;
