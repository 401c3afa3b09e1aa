/**
 * Internal: the checks at startup, one code for each finding.
 */
@NullMarked
package io.github.conditionalcache.diagnostics.lint;

import org.jspecify.annotations.NullMarked;
