package io.github.conditionalcache.diagnostics;

import java.util.List;

/**
 * Lines of text with columns below each other. A cell that is very wide moves those after
 * it, instead of widening its column.
 */
final class TextTable {

	private static final int WIDEST = 60;

	private TextTable() {
	}

	static List<String> of(List<List<String>> rows) {
		int last = rows.isEmpty() ? 0 : rows.get(0).size() - 1;
		int[] widths = new int[last];
		rows.forEach((row) -> {
			for (int i = 0; i < last; i++) {
				int length = row.get(i).length();
				widths[i] = (length > WIDEST) ? widths[i] : Math.max(widths[i], length);
			}
		});
		return rows.stream().map((row) -> line(row, widths)).toList();
	}

	private static String line(List<String> row, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < widths.length; i++) {
			line.append(row.get(i)).append(" ".repeat(Math.max(0, widths[i] - row.get(i).length()) + 2));
		}
		return line.append(row.get(widths.length)).toString();
	}

}
