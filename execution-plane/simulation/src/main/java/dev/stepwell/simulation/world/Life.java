package dev.stepwell.simulation.world;

import java.util.function.Consumer;

/**
 * One life of a node. Its tasks vanish when it dies and stand still while it is paused; a node that is started again has another
 * life. A paused node that goes on knows nothing of the time it missed: it is the zombie that fencing is for.
 */
public final class Life {
    private final Timeline timeline;
    private final String name;
    private final Consumer<Throwable> onDefect;
    private boolean dead;
    private long pausedUntil;
    private boolean slept;

    /**
     * @param onDefect hears of every failure that a task of the node did not deal with
     */
    public Life(Timeline timeline, String name, Consumer<Throwable> onDefect) {
        this.timeline = timeline;
        this.name = name;
        this.onDefect = onDefect;
    }

    /** The node is dead: whatever it was doing unwinds and can do nothing any more. */
    static final class Dead extends Error {
        private static final long serialVersionUID = 1;

        Dead() {
            super("the node is dead", null, false, false);
        }
    }

    /** What the life is called, such as {@code b3}: the third life of node b. */
    public String name() {
        return name;
    }

    /** Whether it has ended. */
    public boolean isDead() {
        return dead;
    }

    /** Whether it stands still. */
    public boolean isPaused() {
        return pausedUntil > timeline.micros();
    }

    /** Whether it has ever stood still. */
    boolean wasAsleep() {
        return slept;
    }

    /** Ends it, in the middle of whatever it is doing. */
    public void end() {
        dead = true;
    }

    /** Lets it stand still. */
    public void pause(long micros) {
        slept = true;
        pausedUntil = Math.max(pausedUntil, timeline.micros() + micros);
    }

    /** Runs a task of the node later, if it lives then. */
    public void after(long micros, Runnable task) {
        if (!dead) {
            timeline.after(micros, () -> run(task));
        }
    }

    private void run(Runnable task) {
        if (dead) {
            return;
        }
        if (isPaused()) {
            timeline.after(pausedUntil - timeline.micros(), () -> run(task));
            return;
        }
        try {
            task.run();
        } catch (Dead unwinding) {
            return;
        } catch (Timeline.Ended ended) {
            throw ended;
        } catch (RuntimeException | Error defect) {
            onDefect.accept(defect);
        }
    }

    /** Lets the task that runs wait, as it does in a call to something outside; throws when the node dies meanwhile. */
    void await(long micros) {
        check();
        timeline.await(micros);
        while (!dead && isPaused()) {
            timeline.await(pausedUntil - timeline.micros());
        }
        check();
    }

    /** Throws when the node is dead. */
    void check() {
        if (dead) {
            throw new Dead();
        }
    }
}
