package org.springframework.boot.devtools.restart.classloader;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Stands for the one of Spring Boot's developer tools.
 */
public class RestartClassLoader extends URLClassLoader {

	public RestartClassLoader(ClassLoader parent, URL[] urls) {
		super(urls, parent);
	}

}
