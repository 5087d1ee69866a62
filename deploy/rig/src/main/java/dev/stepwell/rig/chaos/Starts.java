package dev.stepwell.rig.chaos;

import dev.stepwell.rig.crew.Crew;
import dev.stepwell.rig.crew.Desk;
import dev.stepwell.rig.trouble.Scene;
import dev.stepwell.simulation.program.Generator;
import dev.stepwell.simulation.program.Pace;
import dev.stepwell.simulation.program.Program;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts executions of some programs: many at once, and then by and by for as long as the trouble lasts. */
final class Starts implements Scene.Load {
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final Crew crew;
    private final List<Program> programs;
    private final Generator inputs;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    Starts(Crew crew, List<Program> programs, long seed) {
        this.crew = crew;
        this.programs = programs;
        this.inputs = new Generator(new Random(~seed), Pace.REAL);
    }

    /** Starts so many by so many clients, and returns when all are acknowledged. */
    void begin(int count, int clients) {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < count; i++) {
                threads.execute(this::startOne);
            }
        }
        if (acknowledged.size() < count) {
            throw new IllegalStateException("of " + count + " executions " + acknowledged.size() + " could be started");
        }
    }

    /** Starts one after the other from now on, at most so many, none of which waits for another. */
    Drip drip(int most) {
        return new Drip(most);
    }

    /** The ARNs of all that were acknowledged, in that order. */
    List<String> all() {
        return List.copyOf(acknowledged);
    }

    @Override
    public int started() {
        return acknowledged.size();
    }

    @Override
    public long ended(int first) {
        return acknowledged.subList(0, first).stream().filter(crew::hasEnded).count();
    }

    private void startOne() {
        int i = asked.getAndIncrement();
        String input;
        synchronized (inputs) {
            input = inputs.input();
        }
        try {
            acknowledged.add(crew.start(programs.get(i % programs.size()), "run" + i, input));
        } catch (Desk.Closed over) {
            // The run is over.
        }
    }

    /** Executions that start by and by; closing it waits for those that have been asked for. */
    final class Drip implements AutoCloseable {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final Thread tap;

        private Drip(int most) {
            tap = Thread.ofVirtual().start(() -> flow(most));
        }

        private void flow(int most) {
            try {
                for (int i = 0; i < most; i++) {
                    threads.execute(Starts.this::startOne);
                    Thread.sleep(BETWEEN);
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws InterruptedException {
            tap.interrupt();
            tap.join();
            threads.close();
        }
    }
}
