package io.github.conditionalcache.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Application that slices are cut out of. Its services are left out of them.
 */
@SpringBootApplication(proxyBeanMethods = false)
class SliceApplication {

}
