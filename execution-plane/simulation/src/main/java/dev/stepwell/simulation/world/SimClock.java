package dev.stepwell.simulation.world;

import dev.stepwell.execution.ports.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/**
 * A node's clock. Its own time is wrong by a constant until it hears the database's. What it hears it takes for the time at which
 * the answer arrived, so that it is late by the way of the fastest answer so far, and never early.
 */
public final class SimClock implements Clock {
    private final Timeline timeline;
    private final Life life;
    private final RandomGenerator random;
    private final long skew;
    private long offset = Long.MIN_VALUE;
    private Instant last = Instant.MIN;

    /** @param skew by how much its own time is wrong */
    public SimClock(Timeline timeline, Life life, RandomGenerator random, Duration skew) {
        this.timeline = timeline;
        this.life = life;
        this.random = random;
        this.skew = skew.toMillis() * 1_000;
    }

    private Instant own() {
        return timeline.now().plus(skew, ChronoUnit.MICROS);
    }

    @Override
    public Instant now() {
        Instant known = own().plus(offset == Long.MIN_VALUE ? 0 : offset, ChronoUnit.MICROS)
                .truncatedTo(ChronoUnit.MILLIS);
        if (known.isAfter(last)) {
            last = known;
        }
        return last;
    }

    @Override
    public void learn(Instant databaseTime, Instant asked) {
        if (offset == Long.MIN_VALUE) {
            last = Instant.MIN;
        }
        offset = Math.max(offset, ChronoUnit.MICROS.between(own(), databaseTime));
    }

    @Override
    public void after(Duration delay, Runnable task) {
        long micros = Math.max(0, delay.toNanos() / 1_000);
        life.after(micros + random.nextInt(2_000), task);
    }

    @Override
    public void soon(Runnable task) {
        life.after(random.nextInt(150), task);
    }
}
