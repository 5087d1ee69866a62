package dev.stepwell.checks.tidy;

import java.util.List;
import java.util.function.Supplier;

/**
 * One file of a tree.
 *
 * @param path from the root, with {@code /} between its parts
 * @param size in bytes
 * @param content reads the text; only asked of the kinds of file a rule reads
 */
record Leaf(String path, long size, Supplier<String> content) {
    /** A leaf that lies in memory: how the rules' own tests make offenders. */
    static Leaf of(String path, String text) {
        return new Leaf(path, text.length(), () -> text);
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folder it lies in; empty at the root. */
    String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    boolean isJava() {
        return path.endsWith(".java");
    }

    boolean isTest() {
        return path.contains("/src/test/") || name().endsWith(".test.ts") || name().endsWith(".test.tsx");
    }

    String text() {
        return content.get();
    }

    List<String> lines() {
        return text().lines().toList();
    }
}
