package dev.stepwell.execution.mapruns;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.inbox.ChildStarts;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Starts map runs and their children. Starts wait here for their turn: a run may ask for ten thousand at once. */
public final class MapRunWork implements Effects.MapRuns {
    /** How many starts of children are under way at once. */
    private static final int AT_ONCE = 64;

    private final ChildStarts starts;
    private final Clock clock;
    private final ItemSource source;
    private final Object lock = new Object();
    private final Deque<Asked> waiting = new ArrayDeque<>();
    private final Set<ExecutionKey> asked = new HashSet<>();
    private int underWay;

    private record Asked(
            ExecutionKey run, StartFacts facts, Effect.StartChildren.Child child, Effect.StartChildren of) {
        ExecutionKey key() {
            return ChildIds.keyOf(run, child.task(), of.began());
        }
    }

    /** Brings items to map runs, and takes their results. */
    public interface ItemSource {
        /** Reads on; what was read arrives as an input. Does nothing when the very same is being read already. */
        void read(ExecutionKey run, StartFacts facts, Effect.ReadItems read);

        /** Writes results down; the output of the run arrives as an input. Does nothing when that is being done already. */
        void write(ExecutionKey run, StartFacts facts, Effect.WriteResults write);
    }

    /** Nothing is under way yet. */
    public MapRunWork(ChildStarts starts, Clock clock, ItemSource source) {
        this.starts = starts;
        this.clock = clock;
        this.source = source;
    }

    @Override
    public void start(ExecutionKey key, StartFacts facts, Effect.StartMapRun start) {
        Birth birth = MapRunFacts.run(key, facts, start, clock.now());
        starts.start(ChildIds.keyOf(key, start.task(), start.began()), birth);
    }

    @Override
    public void startChildren(ExecutionKey key, StartFacts facts, Effect.StartChildren start) {
        synchronized (lock) {
            for (Effect.StartChildren.Child child : start.children()) {
                Asked next = new Asked(key, facts, child, start);
                if (asked.add(next.key())) {
                    waiting.add(next);
                }
            }
        }
        clock.soon(this::startNext);
    }

    @Override
    public void read(ExecutionKey key, StartFacts facts, Effect.ReadItems read) {
        source.read(key, facts, read);
    }

    @Override
    public void write(ExecutionKey key, StartFacts facts, Effect.WriteResults write) {
        source.write(key, facts, write);
    }

    private void startNext() {
        while (true) {
            Asked next;
            synchronized (lock) {
                if (underWay >= AT_ONCE || waiting.isEmpty()) {
                    return;
                }
                next = waiting.remove();
                underWay++;
            }
            Birth birth = MapRunFacts.child(
                    next.run(), next.facts(), next.child(), next.of().express(), clock.now());
            starts.start(next.key(), birth).whenComplete((started, failure) -> ended(next));
        }
    }

    private void ended(Asked start) {
        synchronized (lock) {
            underWay--;
            asked.remove(start.key());
        }
        clock.soon(this::startNext);
    }
}
