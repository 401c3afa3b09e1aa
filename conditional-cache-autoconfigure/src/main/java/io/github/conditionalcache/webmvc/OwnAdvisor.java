package io.github.conditionalcache.webmvc;

import org.springframework.aop.Advisor;

/**
 * Advice of this library, which changes nothing for a call that is answered outside of
 * it.
 */
interface OwnAdvisor extends Advisor {

}
