package dev.stepwell.execution.logs;

import dev.stepwell.execution.express.Finished;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Logbook;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.sweeps.Sweep;
import dev.stepwell.names.ExecutionKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Writes what is to be logged: soon after a commit here, and once a second what nodes that have ended left undone. Forgets lines when they
 * are older than they need be.
 */
public final class LogWriter implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LogWriter.class.getName());
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration FORGETTING = Duration.ofMinutes(10);
    private static final int TURNS_AT_ONCE = 200;

    private final Logbook book;
    private final Clock clock;
    private final Sweep sweep;
    private final Sweep forgetting;

    /**
     * Does nothing yet.
     *
     * @param kept how long lines are kept
     */
    public LogWriter(Logbook book, Clock clock, Duration kept) {
        this.book = book;
        this.clock = clock;
        this.sweep = new Sweep("what is to be logged waits", EVERY, clock, this::writeSome);
        this.forgetting = new Sweep(
                "old lines are kept a little longer",
                FORGETTING,
                clock,
                () -> book.forgetSome(clock.now().minus(kept)) > 0);
    }

    /** Begins to sweep. */
    public void start() {
        sweep.start();
        forgetting.start();
    }

    /** Heeds a turn that is durable. Never waits. */
    public void committed(TurnCommit turn) {
        if (turn.trail().filter(trail -> trail.log().wants(turn.records())).isPresent()) {
            sweep.after(GATHERING);
        }
    }

    /** Logs an execution of which nothing is stored. At most once: it is lost with the node. Never waits. */
    public void finished(ExecutionKey key, Birth birth, Finished end) {
        if (!end.logged().isEmpty()) {
            clock.soon(() -> {
                try {
                    book.write(key, birth.facts(), LogLines.of(key, birth.facts(), end.setting(), end.logged(), 0));
                } catch (StoreException e) {
                    LOG.log(Level.WARNING, "the log of execution {0} is lost: {1}", key, e.toString());
                }
            });
        }
    }

    private boolean writeSome() {
        return book.writeSome(LogLines::of, TURNS_AT_ONCE) == TURNS_AT_ONCE;
    }

    @Override
    public void close() {
        sweep.close();
        forgetting.close();
    }
}
