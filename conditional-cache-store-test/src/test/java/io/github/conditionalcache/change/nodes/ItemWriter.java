package io.github.conditionalcache.change.nodes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.Modifies304;

import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Increments numbers, and says so in all the ways that there are.
 */
@Component
class ItemWriter {

	private final JdbcTemplate jdbc;

	private final ChangeTags tags;

	private final ItemWriter proxy;

	@SuppressWarnings("this-escape")
	ItemWriter(JdbcTemplate jdbc, ChangeTags tags, @Lazy ItemWriter proxy) {
		this.jdbc = jdbc;
		this.tags = tags;
		this.proxy = proxy;
	}

	/**
	 * Increments numbers.
	 * @param way how the change is noted
	 * @param ids the items
	 * @param rollBack whether to roll back
	 * @return the items with their numbers, such as {@code 2=7,3=1}
	 */
	String write(Way way, List<Integer> ids, boolean rollBack) {
		Map<Integer, Long> written = switch (way) {
			case ARGUMENTS -> this.proxy.namingArguments(ids, rollBack);
			case RESULT -> this.proxy.namingResult(ids, rollBack);
			case TOUCH -> this.proxy.touching(ids, rollBack);
			case CHANGING -> this.tags.changing(tags(ids), () -> increment(ids, rollBack));
		};
		return written.entrySet().stream().map(Object::toString).collect(Collectors.joining(","));
	}

	@Transactional
	@Modifies304({ "items", "item:#{#ids}" })
	Map<Integer, Long> namingArguments(List<Integer> ids, boolean rollBack) {
		return increment(ids, rollBack);
	}

	@Transactional
	@Modifies304({ "items", "item:#{#result.keySet()}" })
	Map<Integer, Long> namingResult(List<Integer> ids, boolean rollBack) {
		return increment(ids, rollBack);
	}

	@Transactional
	Map<Integer, Long> touching(List<Integer> ids, boolean rollBack) {
		Map<Integer, Long> written = increment(ids, rollBack);
		this.tags.touch(tags(ids));
		return written;
	}

	private static Set<String> tags(List<Integer> ids) {
		return Stream.concat(Stream.of("items"), ids.stream().map((id) -> "item:" + id))
			.collect(Collectors.toUnmodifiableSet());
	}

	private Map<Integer, Long> increment(List<Integer> ids, boolean rollBack) {
		Map<Integer, Long> written = new TreeMap<>();
		for (Integer id : ids) {
			written.put(id, this.jdbc
				.queryForObject("update item set number = number + 1 where id = ? returning number", Long.class, id));
		}
		// Readers come in between
		this.jdbc.execute("select pg_sleep(0.002)");
		if (rollBack) {
			throw new RollbackException();
		}
		return written;
	}

	/**
	 * Ways to note a change.
	 */
	enum Way {

		ARGUMENTS, RESULT, TOUCH, CHANGING

	}

	/**
	 * Rolls back.
	 */
	static final class RollbackException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		RollbackException() {
			super("rolled back", null, false, false);
		}

	}

}
