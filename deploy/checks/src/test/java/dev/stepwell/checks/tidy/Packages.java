package dev.stepwell.checks.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package has at most 30 top-level classes; every package of main code says in its {@code package-info.java}, in at most 8 lines, what it
 * is for, and is null-marked; every module keeps to its own package, so that no law about packages is empty.
 */
final class Packages implements Rule {
    static final int CLASSES = 30;
    static final int TEXT_LINES = 8;

    private static final Pattern SOURCE = Pattern.compile("(?:(.*)/)?src/(main|test)/java/(.*)/([^/]+)\\.java");
    private static final Pattern DOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    private static final Map<String, String> HOMES = Map.ofEntries(
            Map.entry("proto/names", "dev/stepwell/names"),
            Map.entry("proto/contracts", "dev/stepwell/contracts"),
            Map.entry("proto/sdk/java", "dev/stepwell/sdk"),
            Map.entry("execution-plane/asl", "dev/stepwell/asl"),
            Map.entry("execution-plane/engine", "dev/stepwell/engine"),
            Map.entry("execution-plane/server", "dev/stepwell/execution"),
            Map.entry("execution-plane/simulation", "dev/stepwell/simulation"),
            Map.entry("control-plane", "dev/stepwell/control"),
            Map.entry("api-gateway", "dev/stepwell/gateway"),
            Map.entry("web-console", "dev/stepwell/console"),
            Map.entry("deploy/codegen", "dev/stepwell/codegen"),
            Map.entry("deploy/standalone", "dev/stepwell/standalone"),
            Map.entry("deploy/sample", "dev/stepwell/sample"),
            Map.entry("deploy/rig", "dev/stepwell/rig"),
            Map.entry("deploy/clients/sdk1", "dev/stepwell/clients/sdk1"),
            Map.entry("deploy/clients/sdk2", "dev/stepwell/clients"),
            Map.entry("deploy/benchmarks", "dev/stepwell/bench"),
            Map.entry("deploy/checks", "dev/stepwell/checks"));

    @Override
    public List<String> findings(List<Leaf> tree) {
        List<String> findings = new ArrayList<>();
        Map<String, Integer> classes = new TreeMap<>();
        Map<String, Leaf> infos = new TreeMap<>();
        var packages = new TreeSet<String>();
        for (Leaf leaf : tree) {
            Matcher source = SOURCE.matcher(leaf.path());
            if (!source.matches()) {
                continue;
            }
            String module = source.group(1) == null ? "" : source.group(1);
            String room = module + " " + source.group(3);
            if (source.group(2).equals("main")) {
                packages.add(room);
            }
            if (source.group(4).equals("package-info")) {
                infos.put(room, leaf);
            } else {
                classes.merge(leaf.folder(), 1, Integer::sum);
            }
            keepHome(module, source.group(3), leaf, findings);
        }
        classes.forEach((folder, count) -> {
            if (count > CLASSES) {
                findings.add(folder + " has " + count + " classes; at most " + CLASSES + " are allowed");
            }
        });
        for (String room : packages) {
            Leaf info = infos.get(room);
            if (info == null) {
                findings.add(room.replaceFirst(" ", ": ") + " has no package-info.java");
            } else {
                readInfo(info, findings);
            }
        }
        return findings;
    }

    private static void keepHome(String module, String path, Leaf leaf, List<String> findings) {
        String home = HOMES.get(module);
        if (home == null) {
            findings.add(leaf.path() + " is in a module without a home package; give it one in " + Packages.class);
        } else if (!(path + "/").startsWith(home + "/")) {
            findings.add(leaf.path() + " is outside " + home + ", the home of " + module);
        }
    }

    private static void readInfo(Leaf info, List<String> findings) {
        String text = info.text();
        if (!text.contains("@NullMarked")) {
            findings.add(info.path() + " is not @NullMarked");
        }
        Matcher doc = DOC.matcher(text);
        if (!doc.find()) {
            findings.add(info.path() + " says nothing");
            return;
        }
        long lines = doc.group(1)
                .lines()
                .map(line -> line.replaceFirst("^\\s*\\*", "").strip())
                .filter(line -> !line.isEmpty())
                .count();
        if (lines == 0) {
            findings.add(info.path() + " says nothing");
        } else if (lines > TEXT_LINES) {
            findings.add(info.path() + " has " + lines + " lines of text; at most " + TEXT_LINES + " are allowed");
        }
    }
}
