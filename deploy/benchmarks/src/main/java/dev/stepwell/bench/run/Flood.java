package dev.stepwell.bench.run;

import dev.stepwell.bench.client.PreparedStarts;
import dev.stepwell.bench.load.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * So many starts a second, whatever became of those before; none is asked for again. Every few milliseconds those that are due are written, by
 * one connection or another.
 */
final class Flood {
    /** So many calls may be under way at a connection: these have room for all that a second brings. */
    private static final int CONNECTIONS = 6;

    private static final long TICK_MILLIS = 2;

    private final Latencies ended = new Latencies();
    private final Latencies refused = new Latencies();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLongArray begun; // by the number in the id, when it was sent
    private final AtomicIntegerArray numbers; // by connection and number there, the number in the id
    private final int most;
    private volatile boolean over;

    /** @param most how many starts there may be */
    Flood(int most) {
        this.most = most;
        this.begun = new AtomicLongArray(most);
        this.numbers = new AtomicIntegerArray(CONNECTIONS * most);
    }

    /** Opens a connection that tells an ear. */
    @FunctionalInterface
    interface Line {
        PreparedStarts open(PreparedStarts.Ear ear) throws IOException;
    }

    /** How long executions took from the start to the end, of those that ended before it was over. */
    Latencies ended() {
        return ended;
    }

    /** How long it took to be throttled. */
    Latencies refused() {
        return refused;
    }

    /** How many starts came to nothing else. */
    int failed() {
        return failed.get();
    }

    /** The execution of a start has ended. */
    void ended(String id) {
        if (!over) {
            ended.add(System.nanoTime() - begun.get(Integer.parseInt(id, 0, PreparedStarts.ID, 10)));
        }
    }

    /** Whether an id is that of a start of a flood: a number with many zeros before it. */
    static boolean isIts(String id) {
        return id.startsWith("000000000000000000000000");
    }

    /** Floods for so long. */
    void run(Line line, double perSecond, Duration measured) throws IOException, InterruptedException {
        List<PreparedStarts> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(line.open(ear(i * most)));
            }
            long from = System.nanoTime();
            int sent = 0;
            for (int turn = 0; System.nanoTime() - from < measured.toNanos(); turn++) {
                int due = (int) Math.min(most, perSecond * (System.nanoTime() - from) / 1e9);
                int connection = turn % CONNECTIONS;
                send(connections.get(connection), connection * most, sent, due);
                sent = due;
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            }
            over = true;
        } finally {
            for (PreparedStarts connection : connections) {
                connection.close();
            }
        }
    }

    private void send(PreparedStarts connection, int base, int from, int to) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        long now = System.nanoTime();
        int number = base + connection.nextNumber();
        for (int i = from; i < to; i++) {
            begun.set(i, now);
            numbers.set(number++, i);
            ids.add("%036d".formatted(i));
        }
        if (!ids.isEmpty()) {
            connection.send(ids);
        }
    }

    private PreparedStarts.Ear ear(int base) {
        return new PreparedStarts.Ear() {
            @Override
            public void accepted(int number) {}

            @Override
            public void throttled(int number) {
                refused.add(System.nanoTime() - begun.get(numbers.get(base + number)));
            }

            @Override
            public void failed(int number) {
                failed.incrementAndGet();
            }
        };
    }
}
