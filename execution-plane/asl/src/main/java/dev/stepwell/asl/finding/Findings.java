package dev.stepwell.asl.finding;

import java.util.ArrayList;
import java.util.List;

/** Collects the findings about one definition in the order in which they are met. Used by one reading at a time. */
public final class Findings {
    /** More than this many are not kept: they help nobody, and a hostile definition could hold a million. */
    public static final int MAX = 1000;

    private final List<Finding> all = new ArrayList<>();

    /** Keeps a finding. */
    public void add(Finding finding) {
        if (all.size() < MAX) {
            all.add(finding);
        }
    }

    /** Those that refuse the definition. */
    public List<Finding> errors() {
        return all.stream().filter(f -> f.severity() == Severity.ERROR).toList();
    }

    /** Everything found, errors and warnings. */
    public List<Finding> all() {
        return List.copyOf(all);
    }
}
