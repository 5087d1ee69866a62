package dev.stepwell.bench.worker;

import dev.stepwell.bench.client.AwsClient;
import dev.stepwell.bench.client.Doors;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Asks for tasks one by one, as AWS has it. A poll is signed once in a while: the same one is asked again and again. */
final class PollingWorker {
    private static final int POLLS = 48;
    private static final long SIGNED_FOR = Duration.ofMinutes(5).toNanos();

    private final Doors doors;
    private final String activityArn;
    private final Consumer<String> ended;

    PollingWorker(Doors doors, String activityArn, Consumer<String> ended) {
        this.doors = doors;
        this.activityArn = activityArn;
        this.ended = ended;
    }

    void start() {
        for (int i = 0; i < POLLS; i++) {
            Thread.ofVirtual().start(this::work);
        }
    }

    private void work() {
        AwsClient client = doors.aws();
        byte[] poll = {};
        long signedAt = 0;
        while (true) {
            if (poll.length == 0 || System.nanoTime() - signedAt > SIGNED_FOR) {
                poll = client.request("GetActivityTask", "{\"activityArn\":\"" + activityArn + "\"}");
                signedAt = System.nanoTime();
            }
            try {
                String task = client.send(poll);
                if (task.contains("\"taskToken\"")) {
                    complete(client, task);
                }
            } catch (IOException e) {
                System.err.println("a worker failed: " + e);
            }
        }
    }

    private void complete(AwsClient client, String task) throws IOException {
        int token = task.indexOf("\"taskToken\":\"") + 13;
        Step step = Step.read(task.replace("\\\"", "\"")).done();
        client.call(
                "SendTaskSuccess",
                "{\"taskToken\":\"" + task.substring(token, task.indexOf('"', token)) + "\",\"output\":\""
                        + step.text().replace("\"", "\\\"") + "\"}");
        if (step.isLast()) {
            ended.accept(step.id());
        }
    }
}
