package io.github.conditionalcache.placement;

import org.springframework.aop.Advisor;

/**
 * Advice of this library, which changes nothing for a call that is answered outside of
 * it.
 */
public interface OwnAdvisor extends Advisor {

}
