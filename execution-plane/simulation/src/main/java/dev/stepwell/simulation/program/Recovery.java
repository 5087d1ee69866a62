package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The Retry and Catch of a state.
 *
 * @param handler where the catcher leads; absent without one
 * @param keepsError whether the error output stays in the document, at {@code caught}
 */
record Recovery(List<Retry> retries, List<String> caught, Optional<Sequence> handler, boolean keepsError) {
    static final Recovery NONE = new Recovery(List.of(), List.of(), Optional.empty(), false);

    Recovery {
        retries = List.copyOf(retries);
        caught = List.copyOf(caught);
    }

    /** One retrier. */
    record Retry(List<String> errors, int interval, int most, boolean jitter) {}

    /** The same with another retrier before the others. */
    Recovery retryingFirst(Retry retry) {
        List<Retry> all = new ArrayList<>(List.of(retry));
        all.addAll(retries);
        return new Recovery(all, caught, handler, keepsError);
    }

    /** The flow that a catcher leads to. */
    Stream<Sequence> parts() {
        return handler.stream();
    }

    /** The same with another such flow. */
    Recovery with(UnaryOperator<Sequence> change) {
        return new Recovery(retries, caught, handler.map(change), keepsError);
    }

    void write(Writing out, ObjectNode state, Optional<String> next) {
        if (!retries.isEmpty()) {
            ArrayNode list = state.putArray("Retry");
            for (Retry retry : retries) {
                ObjectNode node = list.addObject();
                retry.errors.forEach(node.putArray("ErrorEquals")::add);
                node.put("IntervalSeconds", retry.interval).put("MaxAttempts", retry.most);
                node.put("BackoffRate", 1.5).put("MaxDelaySeconds", 8);
                if (retry.jitter) {
                    node.put("JitterStrategy", "FULL");
                }
            }
        }
        handler.ifPresent(sequence -> {
            ObjectNode node = state.putArray("Catch").addObject();
            caught.forEach(node.putArray("ErrorEquals")::add);
            node.put("Next", sequence.first());
            if (keepsError) {
                node.put("ResultPath", "$.caught");
            } else {
                node.putNull("ResultPath");
            }
            sequence.write(out, next);
        });
    }

    /** What comes of a state whose body, in the given attempt, ends in {@code body}. */
    Outcomes run(JsonNode document, IntFunction<Outcomes> body) {
        return attempt(document, body, new int[retries.size()]);
    }

    private Outcomes attempt(JsonNode document, IntFunction<Outcomes> body, int[] done) {
        int sum = 0;
        for (int count : done) {
            sum += count;
        }
        return body.apply(sum).then(way -> {
            if (!(way instanceof Outcome.Failed failed)) {
                return Outcomes.of(way);
            }
            for (int i = 0; i < retries.size(); i++) {
                Retry retry = retries.get(i);
                if (matches(retry.errors, failed.error())) {
                    if (done[i] >= retry.most) {
                        break;
                    }
                    int[] more = done.clone();
                    more[i]++;
                    return attempt(document, body, more);
                }
            }
            return caught(document, failed);
        });
    }

    private Outcomes caught(JsonNode document, Outcome.Failed failed) {
        if (handler.isEmpty() || !matches(caught, failed.error())) {
            return Outcomes.of(failed);
        }
        ObjectNode copy = document.deepCopy();
        if (keepsError) {
            copy.putObject("caught").put("Error", failed.error());
        }
        return handler.get().run(copy);
    }

    /** As AWS rules: States.ALL stands for all but States.Runtime, States.TaskFailed for neither that nor time-outs. */
    private static boolean matches(List<String> names, String error) {
        if (error.equals(ChoiceBlock.NO_CHOICE_MATCHED)) {
            return false;
        }
        return names.contains("States.ALL")
                || names.contains(error)
                || (names.contains("States.TaskFailed") && !error.equals("States.Timeout"));
    }
}
