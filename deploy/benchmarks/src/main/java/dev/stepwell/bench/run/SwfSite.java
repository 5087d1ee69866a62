package dev.stepwell.bench.run;

import dev.stepwell.bench.client.AwsClient;
import dev.stepwell.bench.client.Doors;
import dev.stepwell.bench.client.SwfWords;
import dev.stepwell.bench.load.Loops;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A domain of SWF with its types, and what runners do there over signed AWS JSON. */
final class SwfSite implements AutoCloseable {
    /** A run is left for a new one long before its history is full. */
    private static final int ROUND_TRIPS = 1_000;

    private final Doors doors;
    private final String domain = "bench-" + UUID.randomUUID();
    private final ExecutorService pollers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile long downloaded;

    /** Registers all there is to register. */
    SwfSite(Doors doors) throws IOException {
        this.doors = doors;
        try (AwsClient client = doors.swf()) {
            client.call("RegisterDomain", SwfWords.domain(domain));
            client.call("RegisterWorkflowType", SwfWords.workflowType(domain));
            client.call("RegisterActivityType", SwfWords.activityType(domain));
        }
    }

    String domain() {
        return domain;
    }

    /** What the last workflow's decider has downloaded, in bytes. */
    long downloaded() {
        return downloaded;
    }

    /** Five activities by the crew's deciders and workers. */
    Loops.Work sequence(Crew crew) {
        AwsClient client = doors.swf();
        return () -> {
            String id = UUID.randomUUID().toString();
            client.call("StartWorkflowExecution", SwfWords.start(domain, id, SwfWords.DECIDERS));
            crew.await(id);
        };
    }

    /** The round trip of a decision task: from the signal that has it scheduled to the answer that its completion is durable. */
    Loops.Work roundTrip() {
        return new RoundTrip();
    }

    private final class RoundTrip implements Loops.Work {
        private final AwsClient signals = doors.swf();
        private final AwsClient decider = doors.swf();
        private String list = "";
        private int left;

        @Override
        public void run() throws Exception {
            if (left-- == 0) {
                list = UUID.randomUUID().toString();
                left = ROUND_TRIPS;
                signals.call("StartWorkflowExecution", SwfWords.start(domain, list, list));
                decider.call("RespondDecisionTaskCompleted", SwfWords.nothing(SwfWords.token(poll())));
            }
            CompletableFuture<String> task = new CompletableFuture<>();
            pollers.execute(() -> {
                try {
                    task.complete(poll());
                } catch (IOException e) {
                    task.completeExceptionally(e);
                }
            });
            signals.call("SignalWorkflowExecution", SwfWords.signal(domain, list));
            String token = SwfWords.token(task.get(60, TimeUnit.SECONDS));
            decider.call("RespondDecisionTaskCompleted", SwfWords.nothing(token));
        }

        private String poll() throws IOException {
            return decider.call("PollForDecisionTask", SwfWords.poll(domain, list, true));
        }
    }

    /** So many activities, one after the other, all done by the runner itself; counts what its sticky decider downloads. */
    Loops.Work download(int activities) {
        AwsClient decider = doors.swf();
        AwsClient worker = doors.swf();
        return () -> {
            String id = UUID.randomUUID().toString();
            worker.call("StartWorkflowExecution", SwfWords.start(domain, id, id));
            long before = decider.received();
            for (int done = 0; done <= activities; done++) {
                String task = decider.call("PollForDecisionTask", SwfWords.poll(domain, id, true));
                String token = SwfWords.token(task);
                if (done == activities) {
                    decider.call("RespondDecisionTaskCompleted", SwfWords.complete(token));
                } else {
                    decider.call("RespondDecisionTaskCompleted", SwfWords.schedule(token, done, "x".repeat(100)));
                    String activity =
                            worker.call("PollForActivityTask", SwfWords.poll(domain, SwfWords.WORKERS, false));
                    worker.call(
                            "RespondActivityTaskCompleted", SwfWords.result(SwfWords.token(activity), "x".repeat(100)));
                }
            }
            downloaded = decider.received() - before;
        };
    }

    @Override
    public void close() {
        pollers.shutdownNow();
    }
}
