package dev.stepwell.checks.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Main files have at most 500 lines, test files 800, and no file is larger than 1 MB. The contract's {@code .proto} files are
 * exempt from lines: one service is one file.
 */
final class FileLimits implements Rule {
    static final int MAIN_LINES = 500;
    static final int TEST_LINES = 800;
    static final long BYTES = 1_000_000;

    private static final Set<String> CODE = Set.of("java", "ts", "tsx", "js", "mjs", "py", "sh", "sql", "css");

    @Override
    public List<String> findings(List<Leaf> tree) {
        List<String> findings = new ArrayList<>();
        for (Leaf leaf : tree) {
            if (leaf.size() > BYTES) {
                findings.add(leaf.path() + " has " + leaf.size() + " bytes; at most " + BYTES + " are allowed");
            } else if (isCode(leaf)) {
                int limit = leaf.isTest() ? TEST_LINES : MAIN_LINES;
                long lines = leaf.lines().size();
                if (lines > limit) {
                    findings.add(leaf.path() + " has " + lines + " lines; at most " + limit + " are allowed");
                }
            }
        }
        return findings;
    }

    private static boolean isCode(Leaf leaf) {
        String name = leaf.name();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? leaf.text().startsWith("#!") : CODE.contains(name.substring(dot + 1));
    }
}
