package io.github.conditionalcache.selector.parameter;

/**
 * Why a declared version is not used. Immutable.
 *
 * @param reason the reason, a clause that goes on from "because"
 * @param remedy the remedy, in sentences
 * @since 0.1.0
 */
public record Obstacle(String reason, String remedy) {

}
