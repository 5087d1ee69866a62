package dev.stepwell.checks.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule, shown a small offender, speaks up; and keeps still about its neighbour that is just within the limit. */
class RulesBiteTest {
    private static final String MAIN = "api-gateway/src/main/java/dev/stepwell/gateway/aws/";
    private static final String INFO = "/**\n * Rooms.\n */\n@NullMarked\npackage dev.stepwell.gateway.aws;\n";

    @Test
    void longFiles() {
        Rule rule = new FileLimits();
        assertThat(rule.findings(List.of(Leaf.of(MAIN + "A.java", "//\n".repeat(501)))))
                .containsExactly(MAIN + "A.java has 501 lines; at most 500 are allowed");
        assertThat(rule.findings(List.of(Leaf.of("web-console/src/a.test.ts", "//\n".repeat(801)))))
                .hasSize(1);
        assertThat(rule.findings(List.of(Leaf.of("deploy/up", "#!/bin/sh\n" + ":\n".repeat(500)))))
                .hasSize(1);
        assertThat(rule.findings(List.of(
                        Leaf.of(MAIN + "A.java", "//\n".repeat(500)),
                        Leaf.of("a/src/test/java/ATest.java", "//\n".repeat(800)),
                        Leaf.of("proto/sfn.proto", "//\n".repeat(2000)))))
                .isEmpty();
    }

    @Test
    void largeFiles() {
        Leaf large = new Leaf("picture.png", 1_000_001, () -> "");
        assertThat(new FileLimits().findings(List.of(large)))
                .singleElement()
                .asString()
                .contains("1000001 bytes");
    }

    @Test
    void longMethods() {
        Rule rule = new MethodLimits();
        assertThat(rule.findings(List.of(method(59))))
                .containsExactly("A.java: run has 61 lines; at most 60 are allowed");
        assertThat(rule.findings(List.of(method(58)))).isEmpty();
        assertThat(rule.findings(List.of(Leaf.of("A.java", "class A { static {" + "\n".repeat(60) + "} }"))))
                .containsExactly("A.java: the initializer of A has 61 lines; at most 60 are allowed");
    }

    private static Leaf method(int linesWithin) {
        return Leaf.of("A.java", "class A {\n/** Long doc. */\nvoid run() {\n" + "f();\n".repeat(linesWithin) + "}\n}");
    }

    @Test
    void hungryConstructors() {
        Rule rule = new MethodLimits();
        String eight = "(int a, int b, int c, int d, int e, int f, int g, int h)";
        assertThat(rule.findings(List.of(Leaf.of("A.java", "class A { A" + eight + " {} }"))))
                .containsExactly("A.java: the constructor of A takes 8 parameters; at most 7 are allowed");
        assertThat(rule.findings(
                        List.of(Leaf.of("A.java", "record A" + eight + " { A {} } class B { void b" + eight + "{} }"))))
                .isEmpty();
    }

    @Test
    void drawers() {
        Rule rule = new RoomNames();
        for (String path : List.of(
                "a/common/A.java",
                "a/StringUtils.java",
                "web-console/src/helpers.ts",
                "a/LeaseManager.java",
                "misc.txt",
                "a/JSONUtil.java")) {
            assertThat(rule.findings(List.of(Leaf.of(path, "")))).as(path).hasSize(1);
        }
        assertThat(rule.findings(List.of(Leaf.of("a/Uncommon.java", ""), Leaf.of("a/Managed.java", ""))))
                .isEmpty();
    }

    @Test
    void crowdedPackages() {
        List<Leaf> tree = new ArrayList<>(List.of(Leaf.of(MAIN + "package-info.java", INFO)));
        for (int i = 0; i < 30; i++) {
            tree.add(Leaf.of(MAIN + "A" + i + ".java", ""));
        }
        assertThat(new Packages().findings(tree)).isEmpty();
        tree.add(Leaf.of(MAIN + "B.java", ""));
        assertThat(new Packages().findings(tree)).singleElement().asString().contains("has 31 classes");
    }

    @Test
    void silentPackages() {
        assertThat(new Packages().findings(List.of(Leaf.of(MAIN + "A.java", ""))))
                .containsExactly("api-gateway: dev/stepwell/gateway/aws has no package-info.java");
        assertThat(info("@NullMarked package a;")).containsExactly("says nothing");
        assertThat(info("/** */ @NullMarked package a;")).containsExactly("says nothing");
        assertThat(info("/** Says. */ package a;")).containsExactly("is not @NullMarked");
        assertThat(info("/**\n" + " * Talks.\n *\n".repeat(9) + " */ @NullMarked package a;"))
                .containsExactly("has 9 lines of text; at most 8 are allowed");
    }

    private static List<String> info(String text) {
        String path = MAIN + "package-info.java";
        return new Packages()
                .findings(List.of(Leaf.of(path, text))).stream()
                        .map(finding -> finding.replace(path + " ", ""))
                        .toList();
    }

    @Test
    void strayPackages() {
        String elsewhere = "api-gateway/src/main/java/dev/stepwell/control/";
        assertThat(new Packages().findings(List.of(Leaf.of(elsewhere + "package-info.java", INFO))))
                .singleElement()
                .asString()
                .contains("is outside dev/stepwell/gateway");
        assertThat(new Packages()
                        .findings(List.of(Leaf.of("shed/src/main/java/dev/stepwell/shed/package-info.java", INFO))))
                .singleElement()
                .asString()
                .contains("without a home package");
    }

    @Test
    void missingPapers() {
        List<Leaf> whole = List.of(Leaf.of("LICENSE", ""), Leaf.of("NOTICE", ""), Leaf.of("README.md", ""));
        assertThat(new Papers().findings(whole)).isEmpty();
        assertThat(new Papers().findings(whole.subList(1, 3))).containsExactly("LICENSE is missing at the root");
        assertThat(new Papers().findings(whole.subList(0, 2))).containsExactly("README.md is missing at the root");
        List<Leaf> more = new ArrayList<>(whole);
        more.add(Leaf.of("shed/pom.xml", ""));
        more.add(Leaf.of("shed/package-lock.json", "{\"resolved\": \"https://example.com/a.tgz\"}"));
        assertThat(new Papers().findings(more))
                .containsExactly(
                        "shed has no README.md",
                        "shed/package-lock.json names the registry it was made with; set omit-lockfile-registry-resolved");
    }
}
