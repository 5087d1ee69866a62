package dev.stepwell.checks.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** No folder, file or class is called after a drawer: common, util, helper, manager, misc. */
final class RoomNames implements Rule {
    private static final Set<String> DRAWERS = Set.of(
            "common",
            "commons",
            "util",
            "utils",
            "utility",
            "utilities",
            "helper",
            "helpers",
            "manager",
            "managers",
            "misc",
            "miscellaneous");

    private static final Pattern WORDS = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    @Override
    public List<String> findings(List<Leaf> tree) {
        List<String> findings = new ArrayList<>();
        for (Leaf leaf : tree) {
            for (String word : WORDS.split(leaf.path())) {
                if (DRAWERS.contains(word.toLowerCase(Locale.ROOT))) {
                    findings.add(leaf.path() + " is called \"" + word + "\": name it after what it does");
                }
            }
        }
        return findings;
    }
}
