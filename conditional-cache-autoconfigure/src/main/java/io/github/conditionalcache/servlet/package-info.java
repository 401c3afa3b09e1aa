/**
 * Internal: the filters, and the response that can hold content back.
 */
@NullMarked
package io.github.conditionalcache.servlet;

import org.jspecify.annotations.NullMarked;
