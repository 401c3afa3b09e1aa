/**
 * Internal: watches the DataSources of the application for what statements change.
 */
@NullMarked
package io.github.conditionalcache.autoconfigure.statement;

import org.jspecify.annotations.NullMarked;
