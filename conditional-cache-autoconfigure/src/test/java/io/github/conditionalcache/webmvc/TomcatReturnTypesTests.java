package io.github.conditionalcache.webmvc;

/**
 * {@link AbstractReturnTypesTests} on Tomcat.
 */
class TomcatReturnTypesTests extends AbstractReturnTypesTests {

}
