package io.github.conditionalcache.sample;

import java.util.List;

import org.springframework.data.repository.ListCrudRepository;

/**
 * The zones in the database.
 */
interface ZoneRepository extends ListCrudRepository<Zone, Long> {

	List<Zone> findAllByOrderByName();

	List<Zone> findByCountryCodeIgnoreCaseOrderByName(String countryCode);

	List<Zone> findAllByOrderByCountryNameAscNameAsc();

}
