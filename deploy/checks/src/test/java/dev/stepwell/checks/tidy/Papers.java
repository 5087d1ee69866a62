package dev.stepwell.checks.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The licence and notice lie at the root, a README beside every pom, and no lock file names where packages were fetched. */
final class Papers implements Rule {
    @Override
    public List<String> findings(List<Leaf> tree) {
        Set<String> paths = tree.stream().map(Leaf::path).collect(Collectors.toSet());
        List<String> findings = new ArrayList<>();
        for (String paper : List.of("LICENSE", "NOTICE", "README.md")) {
            if (!paths.contains(paper)) {
                findings.add(paper + " is missing at the root");
            }
        }
        for (Leaf leaf : tree) {
            if (leaf.name().equals("pom.xml")
                    && !leaf.folder().isEmpty()
                    && !paths.contains(leaf.folder() + "/README.md")) {
                findings.add(leaf.folder() + " has no README.md");
            }
            if (leaf.name().equals("package-lock.json") && leaf.text().contains("\"resolved\": \"http")) {
                findings.add(leaf.path() + " names the registry it was made with; set omit-lockfile-registry-resolved");
            }
        }
        return findings;
    }
}
