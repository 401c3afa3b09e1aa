package io.github.conditionalcache.autoconfigure.statement;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import javax.sql.DataSource;

import io.github.conditionalcache.autoconfigure.jdbc.ChangeTagsDataSource;
import io.github.conditionalcache.change.connection.StatementWatch;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The DataSources of the application, each once and without its proxies.
 *
 * @param beans the beans of the application
 * @param ofTable gives the DataSource that has the table of change tags, if there is one
 */
record WatchedDataSources(ListableBeanFactory beans, ObjectProvider<ChangeTagsDataSource> ofTable) {

	/**
	 * Returns the DataSources whose statements are noted: that of the transaction manager
	 * if the notes are rows in its database, and all of them otherwise.
	 * @return the DataSources
	 */
	Collection<DataSource> noted() {
		ChangeTagsDataSource only = this.ofTable.getIfAvailable();
		return (only != null) ? StatementWatch.targets(only.ofManager()) : all();
	}

	/**
	 * Returns the DataSources whose statements are not noted.
	 * @return the DataSources
	 */
	Collection<DataSource> others() {
		Set<DataSource> others = all();
		others.removeAll(noted());
		return others;
	}

	private Set<DataSource> all() {
		Set<DataSource> all = new LinkedHashSet<>();
		this.beans.getBeansOfType(DataSource.class, false, true)
			.values()
			.forEach((dataSource) -> all.addAll(StatementWatch.targets(dataSource)));
		return all;
	}

}
