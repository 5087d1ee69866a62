package dev.stepwell.bench.worker;

import dev.stepwell.bench.client.AwsClient;
import dev.stepwell.bench.client.Doors;
import dev.stepwell.bench.client.SwfWords;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Deciders and workers of SWF. The deciders are sticky: they remember how far a workflow is and ask only for what has happened since
 * ({@code startAtPreviousStartedEvent}). A poll is signed once in a while: the same one is asked again and again.
 */
final class SwfCrew {
    private static final int EACH = 40;
    private static final long SIGNED_FOR = Duration.ofMinutes(5).toNanos();

    private final Doors doors;
    private final String domain;
    private final Consumer<String> ended;

    /** How many activities of a workflow have been done. */
    private final Map<String, Integer> done = new ConcurrentHashMap<>();

    SwfCrew(Doors doors, String domain, Consumer<String> ended) {
        this.doors = doors;
        this.domain = domain;
        this.ended = ended;
    }

    void start() {
        for (int i = 0; i < EACH; i++) {
            Thread.ofVirtual().start(() -> work("PollForDecisionTask", SwfWords.DECIDERS, this::decide));
            Thread.ofVirtual().start(() -> work("PollForActivityTask", SwfWords.WORKERS, this::complete));
        }
    }

    @FunctionalInterface
    private interface Handler {
        void handle(AwsClient client, String task) throws IOException;
    }

    private void work(String action, String list, Handler handler) {
        AwsClient client = doors.swf();
        byte[] poll = {};
        long signedAt = 0;
        while (true) {
            if (poll.length == 0 || System.nanoTime() - signedAt > SIGNED_FOR) {
                poll = client.request(action, SwfWords.poll(domain, list, action.contains("Decision")));
                signedAt = System.nanoTime();
            }
            try {
                String task = client.send(poll);
                if (SwfWords.isTask(task)) {
                    handler.handle(client, task);
                }
            } catch (IOException e) {
                System.err.println("a worker failed: " + e);
            }
        }
    }

    private void decide(AwsClient client, String task) throws IOException {
        String id = SwfWords.workflowId(task);
        int steps = done.merge(id, SwfWords.completions(task), Integer::sum);
        String token = SwfWords.token(task);
        if (steps < Step.STEPS) {
            client.call("RespondDecisionTaskCompleted", SwfWords.schedule(token, steps, new Step(id, steps).text()));
        } else {
            client.call("RespondDecisionTaskCompleted", SwfWords.complete(token));
            done.remove(id);
            ended.accept(id);
        }
    }

    private void complete(AwsClient client, String task) throws IOException {
        Step step = Step.read(task.replace("\\\"", "\"")).done();
        client.call("RespondActivityTaskCompleted", SwfWords.result(SwfWords.token(task), step.text()));
    }
}
