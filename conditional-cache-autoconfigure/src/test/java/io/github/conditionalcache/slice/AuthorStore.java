package io.github.conditionalcache.slice;

interface AuthorStore {

	Long versionOf(long id);

	String name(long id);

}
