package io.github.conditionalcache.slice;

import org.springframework.stereotype.Component;

@Component("tariff")
public class Prices {

	public Long versionOf(long id) {
		throw new UnsupportedOperationException();
	}

}
