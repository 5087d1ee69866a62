package dev.stepwell.asl.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stepwell.asl.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Our JSONata agrees with the reference implementation, or the disagreement is listed in {@code disagreements.json} with a decision.
 * {@code -Dreference.seed=} and {@code -Dreference.count=} choose the random expressions. Skipped where the reference is not installed.
 */
class ReferenceTest {
    private static final String NOT_INSTALLED =
            "the reference implementation is not installed: npm ci in execution-plane/asl/src/test/reference";

    private final List<Decision> decisions = Decision.all();
    private final Map<String, Integer> excused = new TreeMap<>();
    private final List<String> unlisted = new ArrayList<>();
    private int agreed;

    @Test
    void agreesOnEveryFeature() throws IOException {
        List<String> written = Json.parse(Files.readString(Path.of("src/test/resources/reference/expressions.json")))
                .valueStream()
                .map(node -> node.textValue())
                .toList();
        compare(written.stream(), false);
        assertThat(agreed).isGreaterThan(300);
    }

    @Test
    void agreesOnRandomExpressions() {
        long seed = Long.getLong("reference.seed", 1);
        int count = Integer.getInteger("reference.count", 4_000);
        System.out.println("-Dreference.seed=" + seed + " -Dreference.count=" + count);
        Phrases phrases = new Phrases(new SplittableRandom(seed));
        compare(Stream.generate(phrases::whole).limit(count), true);
    }

    private void compare(Stream<String> expressions, boolean generated) {
        Optional<Reference> installed = Reference.installed();
        if (installed.isEmpty()) {
            System.out.println("Left out: " + NOT_INSTALLED);
        }
        assumeTrue(installed.isPresent(), NOT_INSTALLED);
        Reference reference = installed.get();
        for (String expression : (Iterable<String>) expressions::iterator) {
            if (!reference.isAlive()) {
                reference.close();
                reference = Reference.installed().orElseThrow();
            }
            Optional<String> theirs = reference.answer(expression, Phrases.INPUT);
            theirs.ifPresent(answer -> compare(expression, answer, generated));
        }
        reference.close();
        System.out.println(agreed + " agree; by decision: " + excused);
        assertThat(unlisted).as("disagreements without a decision").isEmpty();
    }

    private void compare(String expression, String theirs, boolean generated) {
        String ours = Answer.ours(expression, Phrases.INPUT);
        if (Answer.same(ours, theirs)) {
            agreed++;
            return;
        }
        Optional<Decision> decision = decisions.stream()
                .filter(each -> generated || !each.generatedOnly())
                .filter(each -> each.covers(expression, ours, theirs))
                .findFirst();
        if (decision.isPresent()) {
            excused.merge(decision.get().why(), 1, Integer::sum);
        } else {
            unlisted.add(expression + "\n  ours   " + ours + "\n  theirs " + theirs + "\n");
        }
    }
}
