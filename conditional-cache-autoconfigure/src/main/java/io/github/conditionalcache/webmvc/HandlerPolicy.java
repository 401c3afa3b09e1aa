package io.github.conditionalcache.webmvc;

import java.lang.reflect.Method;
import java.util.List;

import io.github.conditionalcache.Cacheable304.Strength;

/**
 * What is fixed for one managed handler, resolved once.
 *
 * @param method the handler method, never a bridge
 * @param handlerId stable name of the handler, the same on every node
 * @param cacheControl Cache-Control for its 200s and 304s where the application sets none
 * @param vary request fields whose values enter the variant and whose names enter Vary
 * @param strength strength of the entity tags made for it
 */
record HandlerPolicy(Method method, String handlerId, String cacheControl, List<String> vary, Strength strength) {

}
