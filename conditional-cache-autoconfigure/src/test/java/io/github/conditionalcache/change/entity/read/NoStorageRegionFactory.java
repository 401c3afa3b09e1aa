package io.github.conditionalcache.change.entity.read;

import java.util.Map;

import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.support.DomainDataStorageAccess;
import org.hibernate.cache.spi.support.RegionFactoryTemplate;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * A second-level cache that keeps nothing: mappings are as with any other.
 */
public final class NoStorageRegionFactory extends RegionFactoryTemplate {

	private static final long serialVersionUID = 1L;

	@Override
	protected void prepareForUse(SessionFactoryOptions settings, Map<String, Object> configValues) {
	}

	@Override
	protected void releaseFromUse() {
	}

	@Override
	protected DomainDataStorageAccess createDomainDataStorageAccess(DomainDataRegionConfig region,
			DomainDataRegionBuildingContext context) {
		return new Nothing();
	}

	@Override
	protected StorageAccess createQueryResultsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
		return new Nothing();
	}

	@Override
	protected StorageAccess createTimestampsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
		return new Nothing();
	}

	private static final class Nothing implements DomainDataStorageAccess {

		@Override
		public Object getFromCache(Object key, SharedSessionContractImplementor session) {
			return null;
		}

		@Override
		public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
		}

		@Override
		public boolean contains(Object key) {
			return false;
		}

		@Override
		public void evictData() {
		}

		@Override
		public void evictData(Object key) {
		}

		@Override
		public void release() {
		}

	}

}
