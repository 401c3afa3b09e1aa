package io.github.conditionalcache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;

/**
 * A source file as the compiler's parser reads it, with the lines of code in it.
 *
 * @param unit the parsed file
 * @param name the name of its class, with the package
 * @param code the numbers of the lines that contain code
 * @param positions where each tree begins and ends
 */
record Source(CompilationUnitTree unit, String name, BitSet code, SourcePositions positions) {

	/** A comment, or a literal, in which no comment begins. */
	private static final Pattern COMMENT_OR_LITERAL = Pattern
		.compile("//[^\\n]*|(?s:/\\*.*?\\*/)|(?s:\"\"\".*?\"\"\")|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'");

	private static final Pattern NO_CODE = Pattern.compile("\\s*|\\s*(?:import|package) .*");

	/**
	 * Parses all classes below a directory.
	 * @param directory the root of the sources
	 * @return the files, without the ones that describe packages
	 */
	static List<Source> below(Path directory) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> paths = Files.walk(directory)) {
			JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null,
					files.getJavaFileObjectsFromPaths(paths.filter(Source::isClass).toList()));
			List<Source> sources = new ArrayList<>();
			for (CompilationUnitTree unit : task.parse()) {
				sources.add(of(unit, Trees.instance(task).getSourcePositions()));
			}
			return sources;
		}
	}

	private static boolean isClass(Path path) {
		String name = path.getFileName().toString();
		return name.endsWith(".java") && !name.equals("package-info.java");
	}

	private static Source of(CompilationUnitTree unit, SourcePositions positions) {
		try {
			String text = unit.getSourceFile().getCharContent(true).toString();
			String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
			String name = unit.getPackageName() + "." + file.substring(0, file.indexOf('.'));
			return new Source(unit, name, linesOfCode(text), positions);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static BitSet linesOfCode(String text) {
		String code = COMMENT_OR_LITERAL.matcher(text)
			.replaceAll((match) -> match.group().startsWith("/") ? match.group().replaceAll("[^\\n]", "")
					: match.group().replaceAll("[^\\n]", "x"));
		String[] lines = code.split("\\n", -1);
		BitSet result = new BitSet(lines.length + 1);
		for (int i = 0; i < lines.length; i++) {
			result.set(i + 1, !NO_CODE.matcher(lines[i]).matches());
		}
		return result;
	}

	int lines() {
		return this.code.cardinality();
	}

	int linesWithin(Tree block) {
		int first = lineOf(this.positions.getStartPosition(this.unit, block)) + 1;
		int end = lineOf(this.positions.getEndPosition(this.unit, block));
		return (first < end) ? this.code.get(first, end).cardinality() : 0;
	}

	private int lineOf(long position) {
		return (int) this.unit.getLineMap().getLineNumber(position);
	}

}
