package dev.stepwell.bench.worker;

import dev.stepwell.bench.client.Doors;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The program of workers: {@code grpc ACTIVITY-ARN}, {@code aws ACTIVITY-ARN}, {@code swf DOMAIN} or {@code http PORT}. The doors stand in the environment. Says
 * {@code ready}, then the id of every execution whose last step has been taken; ends when its input does.
 */
public final class WorkerProcess {
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);

    private WorkerProcess() {}

    /** Works until its input ends. */
    public static void main(String[] args) throws Exception {
        WorkerProcess process = new WorkerProcess();
        switch (args[0]) {
            case "grpc" -> new StreamWorker(Doors.of(System.getenv()), args[1], process::say).start();
            case "aws" -> new PollingWorker(Doors.of(System.getenv()), args[1], process::say).start();
            case "swf" -> new SwfCrew(Doors.of(System.getenv()), args[1], process::say).start();
            case "http" -> new Functions(Integer.parseInt(args[1]), process::say).start();
            default -> throw new IllegalArgumentException("grpc, aws, swf or http, and not " + args[0]);
        }
        process.say("ready");
        waitForTheEnd();
        System.exit(0);
    }

    private static void waitForTheEnd() throws IOException {
        while (System.in.read() >= 0) {
            continue;
        }
    }

    private synchronized void say(String line) {
        out.print(line + "\n");
    }
}
