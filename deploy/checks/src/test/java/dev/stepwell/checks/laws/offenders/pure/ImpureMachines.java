package dev.stepwell.checks.laws.offenders.pure;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** What law 3 forbids, one offence a class, and two classes without any. */
public final class ImpureMachines {
    private ImpureMachines() {}

    /** Calls the clock. */
    public static final class TellsTime {
        Instant now() {
            return Instant.now();
        }
    }

    /** Calls the clock through a method reference. */
    public static final class TellsTimeByReference {
        Supplier<Instant> now() {
            return Instant::now;
        }
    }

    /** Holds a clock without reading it. */
    public record HoldsAClock(Clock clock) {}

    /** Reads the machine's clock. */
    public static final class ReadsTheSystemClock {
        long millis() {
            return System.currentTimeMillis();
        }
    }

    /** Draws a random number. */
    public static final class DrawsLots {
        int lot() {
            return ThreadLocalRandom.current().nextInt();
        }
    }

    /** Draws from a seed that nobody can give it again. */
    public static final class DrawsWithoutSeed {
        int lot() {
            return new SplittableRandom().nextInt();
        }
    }

    /** Breaks nothing: the same seed draws the same lot. */
    public static final class DrawsFromItsSeed {
        int lot(long seed) {
            return new SplittableRandom(seed).nextInt();
        }
    }

    /** Draws a random id. */
    public static final class MakesIds {
        UUID id() {
            return UUID.randomUUID();
        }
    }

    /** Starts a thread. */
    public static final class StartsThreads {
        void start(Runnable work) {
            new Thread(work).start();
        }
    }

    /** Waits for another thread. */
    public static final class AwaitsFutures {
        int await(CompletableFuture<Integer> answer) {
            return answer.join();
        }
    }

    /** Writes a log. */
    public static final class Logs {
        void log() {
            System.getLogger("a").log(System.Logger.Level.INFO, "b");
        }
    }

    /** Knows the wire. */
    public record SpeaksProtobuf(ByteString bytes) {}

    /** Breaks nothing. */
    public static final class Adds {
        long add(Instant now, long seed) {
            return now.toEpochMilli() + seed;
        }
    }
}
