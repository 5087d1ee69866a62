package dev.stepwell.engine.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is tried.
 *
 * @param state the state; one that runs other states (Parallel, Map) needs a mock
 * @param facts of the execution that it seems to run in
 * @param given what it can read
 * @param mock what its task is pretended to answer
 * @param circumstances where in its life it is pretended to be
 */
public record Experiment(State state, StartFacts facts, Given given, Optional<Mock> mock, Circumstances circumstances) {
    /**
     * What the state can read.
     *
     * @param input its input
     * @param variables the variables it sees
     * @param context the context object; absent: the one an express execution would have
     */
    public record Given(Payload input, Map<String, JsonNode> variables, Optional<JsonNode> context) {
        public Given {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }
    }

    /** The pretended end of a task or of the states inside. */
    public sealed interface Mock {
        /** A result. */
        record Result(Payload result) implements Mock {}

        /** An error; either may be absent. */
        record Error(Optional<String> error, Optional<String> cause) implements Mock {}
    }

    /**
     * Where in its life the state is pretended to be.
     *
     * @param retries how often the retrier that applies has answered
     * @param failedIterations how many iterations of a Map failed
     * @param readerData what the ItemReader of a Map has read
     */
    public record Circumstances(int retries, OptionalInt failedIterations, Optional<String> readerData) {
        /** The beginning of it. */
        public static final Circumstances NONE = new Circumstances(0, OptionalInt.empty(), Optional.empty());
    }
}
