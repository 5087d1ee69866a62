package dev.stepwell.checks.tidy;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A method has at most 60 lines and a constructor at most 7 parameters; records are exempt from the second. */
final class MethodLimits implements Rule {
    static final int LINES = 60;
    static final int PARAMETERS = 7;

    @Override
    public List<String> findings(List<Leaf> tree) {
        List<Source> sources =
                tree.stream().filter(Leaf::isJava).map(Source::new).toList();
        if (sources.isEmpty()) {
            return List.of();
        }
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, sources);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<String> findings = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                new Counter(unit, positions, findings).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings;
    }

    private static final class Counter extends TreeScanner<@Nullable Void, @Nullable ClassTree> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> findings;
        private final String path;

        Counter(CompilationUnitTree unit, SourcePositions positions, List<String> findings) {
            this.unit = unit;
            this.positions = positions;
            this.findings = findings;
            this.path = unit.getSourceFile().toUri().getPath().substring(1);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable ClassTree outer) {
            for (Tree member : type.getMembers()) {
                if (member instanceof BlockTree block) {
                    limitLines(block, "the initializer of " + type.getSimpleName());
                }
            }
            return super.visitClass(type, type);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable ClassTree owner) {
            boolean constructor = method.getReturnType() == null;
            String name = constructor && owner != null
                    ? owner.getSimpleName().toString()
                    : method.getName().toString();
            limitLines(method, name);
            boolean record = owner != null && owner.getKind() == Tree.Kind.RECORD;
            if (constructor && !record && method.getParameters().size() > PARAMETERS) {
                findings.add(path + ": the constructor of " + name + " takes "
                        + method.getParameters().size() + " parameters; at most " + PARAMETERS + " are allowed");
            }
            return super.visitMethod(method, owner);
        }

        private void limitLines(Tree tree, String name) {
            long start = positions.getStartPosition(unit, tree);
            long end = positions.getEndPosition(unit, tree);
            if (start < 0 || end < 0) {
                return;
            }
            long lines =
                    unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) + 1;
            if (lines > LINES) {
                findings.add(path + ": " + name + " has " + lines + " lines; at most " + LINES + " are allowed");
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final Leaf leaf;

        Source(Leaf leaf) {
            super(URI.create("mem:///" + leaf.path()), JavaFileObject.Kind.SOURCE);
            this.leaf = leaf;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return leaf.text();
        }
    }
}
