package io.github.conditionalcache.sample;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ZoneTableTests {

	private static final String COUNTRIES = "# comment\nDE\tGermany\nUS\tUnited States\n";

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			coordinates,     latitude, longitude
			+5230+01322,     52.5000,  13.3667
			-0416+01517,     -4.2667,  15.2833
			+411745-0863730, 41.2958,  -86.6250
			-900000+0000000, -90.0000, 0.0000
			""")
	void readWhenCoordinatesAreInMinutesOrSecondsGivesDegrees(String coordinates, BigDecimal latitude,
			BigDecimal longitude) {
		ListedZone zone = ZoneTable.read("US\t%s\tAmerica/X".formatted(coordinates), COUNTRIES).get(0);
		assertThat(zone.latitude()).isEqualTo(latitude);
		assertThat(zone.longitude()).isEqualTo(longitude);
	}

	@Test
	void readSkipsCommentsAndNamesTheCountry() {
		String zones = "#code\tcoordinates\tTZ\nDE\t+5230+01322\tEurope/Berlin\tmost of Germany\n";
		assertThat(ZoneTable.read(zones, COUNTRIES)).containsExactly(new ListedZone(new Country("DE", "Germany"),
				new BigDecimal("52.5000"), new BigDecimal("13.3667"), "Europe/Berlin", "most of Germany"));
	}

	@Test
	void readWhenThereIsNoCommentLeavesItEmpty() {
		assertThat(ZoneTable.read("DE\t+5230+01322\tEurope/Berlin", COUNTRIES)).extracting(ListedZone::comment)
			.containsExactly("");
	}

	@Test
	void readWhenCoordinatesAreMalformedThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> ZoneTable.read("DE\t52.5,13.4\tEurope/Berlin", COUNTRIES))
			.withMessage("Coordinates must follow ISO 6709 but were [52.5,13.4]");
	}

}
