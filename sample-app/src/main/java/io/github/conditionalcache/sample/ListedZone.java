package io.github.conditionalcache.sample;

import java.math.BigDecimal;

/**
 * A line of the time zone table.
 *
 * @param country the country that the line is about
 * @param latitude degrees north of the equator
 * @param longitude degrees east of Greenwich
 * @param name the zone's name, such as {@code Europe/Berlin}
 * @param comment what sets the zone apart from others in its country, or empty
 */
record ListedZone(Country country, BigDecimal latitude, BigDecimal longitude, String name, String comment) {
}
