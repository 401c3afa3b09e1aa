package io.github.conditionalcache.precondition;

/**
 * Templates of dates and the numbers at their places: {@code #} is a digit, {@code _} a
 * digit or a space, and {@code ?} is looked up by name.
 */
final class DateTemplate {

	private DateTemplate() {
	}

	static boolean follows(String text, int start, String template) {
		if (text.length() - start != template.length()) {
			return false;
		}
		for (int i = 0; i < template.length(); i++) {
			if (!fits(text.charAt(start + i), template.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean fits(char character, char expected) {
		return switch (expected) {
			case '?' -> true;
			case '#' -> isDigit(character);
			case '_' -> isDigit(character) || character == ' ';
			default -> character == expected;
		};
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	static int number(String text, int start, int end) {
		int number = 0;
		for (int i = start; i < end; i++) {
			number = number * 10 + (text.charAt(i) - '0');
		}
		return number;
	}

}
