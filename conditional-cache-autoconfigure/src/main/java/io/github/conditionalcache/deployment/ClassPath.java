package io.github.conditionalcache.deployment;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Archives and folders that an application is loaded from, however it is packed: a class
 * path, one archive that holds the others, archives that a manifest names, or the folder
 * of a web application.
 */
final class ClassPath {

	/** Stands before a path in URLs, with that of an archive around it. */
	private static final List<String> SCHEMES = List.of("jar:", "war:", "nested:", "file:");

	/**
	 * A manifest names archives where there would else be no class path: for
	 * {@code java -jar}, and where it is too long for a command. Those of libraries in a
	 * long one name each other, or nothing that is there, and reading them takes longer
	 * than all else.
	 */
	private static final int MOST_MANIFESTS = 8;

	private final Set<Path> roots = new LinkedHashSet<>();

	private ClassPath() {
	}

	/**
	 * Finds the files that an application is loaded from.
	 * @param loader loads the application
	 * @param classPath the JVM's own class path and module path
	 * @param folders further folders
	 * @return archives and folders, none of which lies inside another
	 */
	static Collection<Path> roots(@Nullable ClassLoader loader, List<String> classPath, List<Path> folders) {
		ClassPath found = new ClassPath();
		for (ClassLoader each = loader; each != null; each = each.getParent()) {
			if (each instanceof URLClassLoader urls) {
				for (URL url : urls.getURLs()) {
					found.add(url.toString());
				}
			}
		}
		for (String path : classPath) {
			if (!path.isEmpty()) {
				String[] elements = path.split(File.pathSeparator, -1);
				for (String element : elements) {
					found.addElement(Path.of(element), elements.length <= MOST_MANIFESTS);
				}
			}
		}
		folders.forEach(found::add);
		return found.outermost();
	}

	// Such as jar:nested:/app.jar/!BOOT-INF/lib/a.jar!/, jar:file:/a.jar!/ and
	// war:file:/a.war*/WEB-INF/lib/b.jar
	private void add(String url) {
		String path = url;
		for (String scheme : SCHEMES) {
			path = path.startsWith(scheme) ? path.substring(scheme.length()) : path;
		}
		if (path.equals(url)) {
			return;
		}
		for (String inside : List.of("/!", "!/", "*/", "^/")) {
			int end = path.indexOf(inside);
			path = (end >= 0) ? path.substring(0, end) : path;
		}
		String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
		try {
			add(Path.of(new File(decoded).getPath()));
		}
		catch (InvalidPathException ex) {
			// Names no file
		}
	}

	private void addElement(Path path, boolean followed) {
		if (add(path) && followed && Files.isRegularFile(path)) {
			try (JarFile archive = new JarFile(path.toFile())) {
				Manifest manifest = archive.getManifest();
				String named = (manifest != null) ? manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH)
						: null;
				if (named != null) {
					addNamed(path.toUri(), named);
				}
			}
			catch (IOException ex) {
				// No archive, which the JVM ignores as well
			}
		}
	}

	private void addNamed(URI archive, String paths) {
		for (String path : StringUtils.tokenizeToStringArray(paths, " ")) {
			try {
				URI named = archive.resolve(path);
				if ("file".equals(named.getScheme())) {
					addElement(Path.of(named), true);
				}
			}
			catch (IllegalArgumentException ex) {
				// Names no file
			}
		}
	}

	private boolean add(Path path) {
		try {
			Path real = path.toRealPath();
			Path packed = real.resolve("BOOT-INF");
			// Other files there may be written while the application runs. Nobody
			// deploys into the root, but an empty element of a class path names it if the
			// JVM was started there
			return real.getParent() != null && this.roots.add(Files.isDirectory(packed) ? packed : real);
		}
		catch (IOException ex) {
			// Names no file
			return false;
		}
	}

	private Collection<Path> outermost() {
		return this.roots.stream().filter((root) -> {
			for (Path parent = root.getParent(); parent != null; parent = parent.getParent()) {
				if (this.roots.contains(parent)) {
					return false;
				}
			}
			return true;
		}).toList();
	}

}
