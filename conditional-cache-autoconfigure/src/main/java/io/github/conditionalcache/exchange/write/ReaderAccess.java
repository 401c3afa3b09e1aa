package io.github.conditionalcache.exchange.write;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.conditionalcache.handler.write.NextGet;
import io.github.conditionalcache.handler.write.WritePolicies;
import io.github.conditionalcache.registry.WriteHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;

/**
 * Decides whether the user who writes would be let in by the handlers of GET.
 * Thread-safe.
 */
public final class ReaderAccess {

	private static final Log logger = LogFactory.getLog(ReaderAccess.class);

	private final WritePolicies writes;

	/**
	 * Creates the decision.
	 * @param writes know the handlers of GET
	 */
	public ReaderAccess(WritePolicies writes) {
		this.writes = writes;
	}

	/**
	 * Asks the rules of all handlers of GET at the path: by its Accept, say, a write
	 * would choose whose rules are asked.
	 * @param exchange the exchange of the write
	 * @return {@code false} also if that is not known
	 */
	boolean isGranted(WriteExchange exchange) {
		List<WriteHandler.Reader> readers = exchange.handler().readers();
		@Nullable Object @Nullable [] arguments = exchange.arguments();
		try {
			Set<HandlerMethod> mapped = this.writes.readersAt(NextGet.of(exchange.request()));
			return arguments != null
					&& readers.stream()
						.map(WriteHandler.Reader::handler)
						.collect(Collectors.toSet())
						.containsAll(mapped)
					&& readers.stream()
						.filter((reader) -> mapped.isEmpty() || mapped.contains(reader.handler()))
						.allMatch((reader) -> reader.admits(arguments));
		}
		catch (RuntimeException ex) {
			logger.debug("Not known who may read what " + exchange.writePolicy().name() + " writes", ex);
			return false;
		}
	}

}
