package io.github.conditionalcache.sample;

/**
 * A country or territory by its ISO 3166 code.
 *
 * @param code the two letters, such as {@code DE}
 * @param name the usual English name
 */
record Country(String code, String name) {
}
