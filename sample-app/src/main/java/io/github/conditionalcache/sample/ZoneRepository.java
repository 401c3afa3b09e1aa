package io.github.conditionalcache.sample;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.ListCrudRepository;

/**
 * The zones in the database.
 */
interface ZoneRepository extends ListCrudRepository<Zone, Long> {

	List<Zone> findAllByOrderByName();

	List<Zone> findByCountryCodeIgnoreCaseOrderByName(String countryCode);

	List<Zone> findAllByOrderByCountryNameAscNameAsc();

	@Query("select z.version from Zone z where z.id = :id")
	Optional<Long> findVersion(long id);

	@Query("select z.version from Zone z where z.id = :id and z.comment <> ''")
	Optional<Long> findCommentVersion(long id);

	@Query("select count(z), max(z.id), sum(z.version) from Zone z")
	List<Object[]> findListVersion();

	@Query("select count(z), max(z.id), sum(z.version) from Zone z where upper(z.countryCode) = upper(:countryCode)")
	List<Object[]> findListVersion(String countryCode);

}
