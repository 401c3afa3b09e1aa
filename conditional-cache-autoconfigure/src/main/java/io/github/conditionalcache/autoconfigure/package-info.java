/**
 * Auto-configuration and properties: one class for each optional library.
 */
@NullMarked
package io.github.conditionalcache.autoconfigure;

import org.jspecify.annotations.NullMarked;
