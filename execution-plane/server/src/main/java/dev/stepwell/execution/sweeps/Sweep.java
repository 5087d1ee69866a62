package dev.stepwell.execution.sweeps;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Works off what waits in the store: every so often, as other nodes leave things behind, and when it is said that something has come. At
 * most one of its kind works on a node at a time.
 */
public final class Sweep implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Sweep.class.getName());

    private final String what;
    private final Duration every;
    private final Clock clock;
    private final Step step;
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean closed;

    /** Some of the work. */
    @FunctionalInterface
    public interface Step {
        /** Does some, and tells whether there may be more; throws {@link StoreException} when the store cannot be asked. */
        boolean doSome();
    }

    /**
     * Does nothing until {@link #start}.
     *
     * @param what what waits when the store cannot be asked, for the log
     * @param every how often it is looked at without being told
     */
    public Sweep(String what, Duration every, Clock clock, Step step) {
        this.what = what;
        this.every = every;
        this.clock = clock;
        this.step = step;
    }

    /** Begins to look. */
    public void start() {
        clock.after(every, this::look);
    }

    private void look() {
        if (!closed) {
            clock.after(every, this::look);
            now();
        }
    }

    /** Something has come: works on the calling thread, unless somebody is at it; what that one has just missed the next look finds. */
    public void now() {
        if (!closed && working.compareAndSet(false, true)) {
            work();
        }
    }

    /** Something has come, and more may in a moment: works after that. Never waits. */
    public void after(Duration gathering) {
        if (!closed && working.compareAndSet(false, true)) {
            clock.after(gathering, this::work);
        }
    }

    private void work() {
        try {
            boolean more = true;
            while (more && !closed) {
                more = step.doSome();
            }
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "{0}: {1}", what, e.toString());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, what, e);
        } finally {
            working.set(false);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
