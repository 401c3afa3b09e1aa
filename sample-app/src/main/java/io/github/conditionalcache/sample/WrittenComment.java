package io.github.conditionalcache.sample;

/**
 * What a request has made of a zone's comment.
 *
 * @param zone the zone after the write
 * @param created whether it had no comment before
 */
record WrittenComment(Zone zone, boolean created) {
}
