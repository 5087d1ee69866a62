package dev.stepwell.checks.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every rule against the whole checkout. */
class TidyTest {
    private static List<Leaf> tree = List.of();

    @BeforeAll
    static void read() {
        tree = Checkout.read();
    }

    static Stream<Rule> rules() {
        return Stream.of(new FileLimits(), new MethodLimits(), new RoomNames(), new Packages(), new Papers());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theCheckoutKeeps(Rule rule) {
        assertThat(rule.findings(tree)).isEmpty();
    }

    @Test
    void theCheckoutIsSeenWhole() {
        assertThat(tree).extracting(Leaf::path).contains("pom.xml", "LICENSE", "deploy/checks/pom.xml");
        assertThat(tree).noneMatch(leaf -> leaf.path().contains("/target/"));
    }
}
