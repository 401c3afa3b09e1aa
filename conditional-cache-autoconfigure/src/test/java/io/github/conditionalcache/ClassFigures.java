package io.github.conditionalcache;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.lang.model.element.Modifier;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;

/**
 * What the source of one class shows, together with the classes nested in it.
 *
 * @param name the name, with the package
 * @param lines the lines of code, without comments, imports and blank lines
 * @param known the classes of the library that it names
 * @param mutableFields the fields that are neither final nor static, of the class that
 * has most
 * @param bodies the lines of code between the braces of each method and constructor
 * @param parameters how many each method, constructor and header of a record has; a
 * canonical constructor is counted with its header
 */
record ClassFigures(String name, int lines, Set<String> known, int mutableFields, List<Integer> bodies,
		List<Integer> parameters) {

	static ClassFigures of(Source source, SourceNames names) {
		Scanner scanner = new Scanner(source, names);
		scanner.scan(source.unit(), null);
		scanner.known.remove(source.name());
		return new ClassFigures(source.name(), source.lines(), scanner.known, scanner.mutableFields, scanner.bodies,
				scanner.parameters);
	}

	String room() {
		return this.name.substring(0, this.name.lastIndexOf('.'));
	}

	private static final class Scanner extends TreeScanner<Void, Void> {

		private final Source source;

		private final SourceNames names;

		private final Set<String> known = new TreeSet<>();

		private final List<Integer> bodies = new ArrayList<>();

		private final List<Integer> parameters = new ArrayList<>();

		private int mutableFields;

		Scanner(Source source, SourceNames names) {
			this.source = source;
			this.names = names;
		}

		@Override
		public Void visitImport(ImportTree node, Void unused) {
			return null;
		}

		@Override
		public Void visitIdentifier(IdentifierTree node, Void unused) {
			this.names.find(this.source, node.getName().toString()).ifPresent(this.known::add);
			return null;
		}

		@Override
		public Void visitClass(ClassTree node, Void unused) {
			List<VariableTree> fields = node.getMembers()
				.stream()
				.filter(VariableTree.class::isInstance)
				.map(VariableTree.class::cast)
				.filter((field) -> !is(field, Modifier.STATIC))
				.toList();
			if (node.getKind() == Tree.Kind.RECORD) {
				this.parameters.add(fields.size());
			}
			else if (node.getKind() == Tree.Kind.CLASS || node.getKind() == Tree.Kind.ENUM) {
				long mutable = fields.stream().filter((field) -> !is(field, Modifier.FINAL)).count();
				this.mutableFields = Math.max(this.mutableFields, (int) mutable);
			}
			node.getMembers()
				.stream()
				.filter(MethodTree.class::isInstance)
				.map(MethodTree.class::cast)
				.forEach((method) -> method(method, node, fields.size()));
			return super.visitClass(node, unused);
		}

		private void method(MethodTree method, ClassTree owner, int components) {
			int count = method.getParameters().size();
			boolean canonical = owner.getKind() == Tree.Kind.RECORD && method.getReturnType() == null
					&& count == components;
			if (!canonical) {
				this.parameters.add(count);
			}
			if (method.getBody() != null) {
				this.bodies.add(this.source.linesWithin(method.getBody()));
			}
		}

		private static boolean is(VariableTree field, Modifier modifier) {
			return field.getModifiers().getFlags().contains(modifier);
		}

	}

}
