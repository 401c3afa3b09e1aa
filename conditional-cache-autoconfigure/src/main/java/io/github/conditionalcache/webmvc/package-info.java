/**
 * Spring MVC's side: filter, interceptor and response body advice, which translate
 * between the servlet API and {@code precondition} and decide nothing themselves.
 */
@NullMarked
package io.github.conditionalcache.webmvc;

import org.jspecify.annotations.NullMarked;
