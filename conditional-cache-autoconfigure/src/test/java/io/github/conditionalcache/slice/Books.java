package io.github.conditionalcache.slice;

import org.springframework.stereotype.Service;

@Service
public class Books {

	public Long versionOf(long id) {
		throw new UnsupportedOperationException();
	}

	public String title(long id) {
		throw new UnsupportedOperationException();
	}

}
