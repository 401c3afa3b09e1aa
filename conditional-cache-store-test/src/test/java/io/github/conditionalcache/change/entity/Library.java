package io.github.conditionalcache.change.entity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.conditionalcache.change.ChangeTag;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SoftDelete;

/**
 * Entities of many kinds.
 */
final class Library {

	private Library() {
	}

	@MappedSuperclass
	static class Identified {

		@Id
		public long id;

	}

	@Entity(name = "Publication")
	@Table(name = "publication")
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Publication extends Identified {

		@Version
		@JsonIgnore
		public int version;

		public String title = "";

		@ElementCollection(fetch = FetchType.EAGER)
		public Set<String> keywords = new TreeSet<>();

		@ElementCollection(fetch = FetchType.EAGER)
		@MapKeyColumn(name = "language")
		public Map<String, String> translations = new TreeMap<>();

		@ManyToMany(fetch = FetchType.EAGER)
		@JoinTable(name = "written_by")
		public Set<Author> authors = new LinkedHashSet<>();

	}

	@Entity(name = "Book")
	@Table(name = "book")
	@SecondaryTable(name = "book_cover")
	static class Book extends Publication {

		public int pages;

		@Column(table = "book_cover")
		public String cover = "plain";

	}

	@Entity(name = "Novel")
	@Table(name = "novel")
	static class Novel extends Book {

		public String genre = "";

	}

	@Entity(name = "Magazine")
	@Table(name = "magazine")
	static class Magazine extends Publication {

		public int issue;

	}

	@Entity(name = "Author")
	@Table(name = "author")
	static class Author extends Identified {

		public String name = "";

		@Embedded
		public Home home = new Home();

		@ManyToMany(mappedBy = "authors")
		@JsonIgnore
		public Set<Publication> works = new LinkedHashSet<>();

	}

	@Embeddable
	static class Home {

		@ManyToOne
		public Town town;

	}

	@Entity(name = "Town")
	@Table(name = "town")
	@SoftDelete
	static class Town extends Identified {

		public String name = "";

	}

	/**
	 * Another view of a table.
	 */
	@Entity(name = "Heading")
	@Table(name = "publication")
	static class Heading extends Identified {

		public String title = "";

	}

	@Entity(name = "Purchase")
	@Table(name = "purchase")
	@ChangeTag("order")
	static class Purchase extends Identified {

		public String customer = "";

		@OneToMany(mappedBy = "purchase", cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.EAGER)
		public List<Line> lines = new ArrayList<>();

	}

	@Entity(name = "Line")
	@Table(name = "line")
	@ChangeTag(touches = "purchase")
	static class Line extends Identified {

		public int count;

		@ManyToOne
		@JsonIgnore
		public Purchase purchase;

	}

	@Entity(name = "Shelf")
	@Table(name = "shelf")
	static class Shelf extends Identified {

		public String name = "";

	}

	@Entity(name = "Place")
	@Table(name = "place")
	static class Place extends Identified {

		@ManyToOne
		@JoinColumn(name = "shelf")
		@OnDelete(action = OnDeleteAction.CASCADE)
		@JsonIgnore
		public Shelf shelf;

		@ElementCollection(fetch = FetchType.EAGER)
		@CollectionTable(name = "place_note")
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Set<String> notes = new TreeSet<>();

	}

	@Entity(name = "Rated")
	@Table(name = "rated")
	public static class Rated extends Identified {

		public String name = "";

		@Transient
		public int getRating() {
			return Ratings.rating;
		}

	}

	/**
	 * What Hibernate does not write.
	 */
	static final class Ratings {

		static volatile int rating = 1;

		private Ratings() {
		}

	}

	@ChangeTag(of = Book.class)
	record BookView(String title, List<String> authors) {

	}

	record Unnamed(String title) {

	}

}
