package io.github.conditionalcache;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.sun.source.tree.ImportTree;

/**
 * Which class of the library a simple name in a source file means: one that is imported,
 * with its nested ones, or one of the same package.
 */
final class SourceNames {

	private final Set<String> classes = new HashSet<>();

	private final Map<String, Map<String, String>> imported = new HashMap<>();

	SourceNames(List<Source> sources) {
		sources.forEach((source) -> this.classes.add(source.name()));
		sources.forEach((source) -> this.imported.put(source.name(), imports(source)));
	}

	private Map<String, String> imports(Source source) {
		Map<String, String> names = new HashMap<>();
		for (ImportTree node : source.unit().getImports()) {
			String name = node.getQualifiedIdentifier().toString();
			topLevel(name).ifPresent((type) -> names.put(name.substring(name.lastIndexOf('.') + 1), type));
		}
		return names;
	}

	private Optional<String> topLevel(String name) {
		return this.classes.stream().filter((type) -> name.equals(type) || name.startsWith(type + ".")).findFirst();
	}

	Optional<String> find(Source source, String simpleName) {
		String imported = this.imported.getOrDefault(source.name(), Map.of()).get(simpleName);
		if (imported != null) {
			return Optional.of(imported);
		}
		String neighbour = source.unit().getPackageName() + "." + simpleName;
		return this.classes.contains(neighbour) ? Optional.of(neighbour) : Optional.empty();
	}

}
