package dev.stepwell.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.trial.Experiment.Circumstances;
import dev.stepwell.engine.trial.Experiment.Given;
import dev.stepwell.engine.trial.Experiment.Mock;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tries the states in the files under {@code trials/}. A case has a state or a definition and a name, and the input, mock, answer,
 * variables, context and configuration that it needs. {@code -Dgolden.rewrite=true} writes down what came; read the difference.
 */
final class GoldenTrialsTest {
    private static final Path FOLDER = Path.of("src/test/resources/trials");
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Turn TURN = new Turn(Instant.parse("2026-01-01T00:00:00Z"), 1, task -> "token", Limits.AWS);

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void trialsEndAsExpected(Path file) throws IOException {
        ArrayNode cases = (ArrayNode) MAPPER.readTree(Files.readString(file));
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (JsonNode each : cases) {
            expected.add(each.path("name").asText() + " " + each.path("expect"));
            ObjectNode outcome = told(tried(each));
            actual.add(each.path("name").asText() + " " + outcome);
            ((ObjectNode) each).set("expect", outcome);
        }
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(file, MAPPER.writeValueAsString(cases) + "\n");
            return;
        }
        assertThat(actual).isNotEmpty().containsExactlyElementsOf(expected);
    }

    private static Progress tried(JsonNode each) {
        Trial trial = new Trial(experiment(each), TURN);
        Progress progress = trial.begin();
        if (!(progress instanceof Progress.Asking)) {
            return progress;
        }
        JsonNode answer = each.path("answer");
        return answer.has("error")
                ? trial.failed(text(answer, "error"), text(answer, "cause"))
                : trial.succeeded(Payload.of(answer.path("result").asText()));
    }

    private static Experiment experiment(JsonNode each) {
        Map<String, JsonNode> variables = new HashMap<>();
        each.path("variables").properties().forEach(v -> variables.put(v.getKey(), v.getValue()));
        JsonNode configuration = each.path("configuration");
        return new Experiment(
                state(each),
                facts(),
                new Given(
                        Payload.of(each.path("input").asText("{}")),
                        variables,
                        Optional.ofNullable(each.get("context"))),
                mock(each),
                new Circumstances(
                        configuration.path("retries").asInt(),
                        configuration.has("failedIterations")
                                ? OptionalInt.of(
                                        configuration.get("failedIterations").intValue())
                                : OptionalInt.empty(),
                        text(configuration, "readerData")));
    }

    private static State state(JsonNode each) {
        boolean alone = each.has("state");
        ReadResult read = alone
                ? DefinitionReader.readState(each.get("state").toString())
                : DefinitionReader.read(each.path("definition").toString());
        assertThat(read).as(each.path("name").asText()).isInstanceOf(ReadResult.Ok.class);
        return ((ReadResult.Ok) read)
                .definition()
                .flow()
                .find(
                        alone
                                ? DefinitionReader.LONE_STATE
                                : each.path("stateName").asText())
                .orElseThrow();
    }

    private static Optional<Mock> mock(JsonNode each) {
        JsonNode mock = each.path("mock");
        if (mock.has("result")) {
            return Optional.of(new Mock.Result(Payload.of(mock.get("result").asText())));
        }
        return mock.isObject()
                ? Optional.of(new Mock.Error(text(mock, "error"), text(mock, "cause")))
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode object, String member) {
        return Optional.ofNullable(object.get(member)).map(JsonNode::asText);
    }

    private static StartFacts facts() {
        String arn = "arn:aws:states:us-east-1:123456789012:";
        return StartFacts.of(
                arn + "express:machine:run",
                "run",
                arn + "stateMachine:machine",
                "machine",
                "",
                "arn:aws:iam::123456789012:role/role",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    private static ObjectNode told(Progress progress) {
        ObjectNode told = MAPPER.createObjectNode();
        switch (progress) {
            case Progress.Refused refused -> told.put("refused", refused.why());
            case Progress.Asking asking -> throw new IllegalStateException("asked twice: " + asking);
            case Progress.Over over -> tell(told, over.verdict());
        }
        return told;
    }

    private static void tell(ObjectNode told, Verdict verdict) {
        switch (verdict) {
            case Verdict.Succeeded succeeded -> {
                told.put("succeeded", succeeded.output().text());
                succeeded.next().ifPresent(next -> told.put("next", next));
            }
            case Verdict.Failed failed -> failure(told, "failed", failed.failure());
            case Verdict.Retriable retriable -> failure(told, "retriable", retriable.failure());
            case Verdict.Caught caught -> {
                failure(told, "caught", caught.failure());
                told.put("output", caught.output().text()).put("next", caught.next());
            }
        }
        Inspection inspection = verdict.inspection();
        inspection.texts().forEach((sight, text) -> told.put(sight.name().toLowerCase(Locale.ROOT), text));
        inspection.limits().maxConcurrency().ifPresent(n -> told.put("max_concurrency", n));
        inspection.limits().toleratedCount().ifPresent(n -> told.put("tolerated_count", n));
        inspection.limits().toleratedPercentage().ifPresent(n -> told.put("tolerated_percentage", n));
        inspection.handler().catchIndex().ifPresent(n -> told.put("catch_index", n));
        inspection.handler().retryIndex().ifPresent(n -> told.put("retry_index", n));
        inspection.handler().backoffSeconds().ifPresent(n -> told.put("backoff_seconds", n));
    }

    private static void failure(ObjectNode told, String how, Verdict.Failure failure) {
        told.putObject(how)
                .put("error", failure.error().orElse(null))
                .put("cause", failure.cause().orElse(null));
    }
}
