package dev.stepwell.execution.quotas;

import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.ExecutionKey;

/** Hears of executions that have to rest because the states of their account follow each other too fast. */
public final class Brakes {
    private volatile Hearer hearer = (key, facts, states) -> {};

    /** Hears; must not wait. */
    @FunctionalInterface
    public interface Hearer {
        /** An execution that has entered so many states rests. */
        void rests(ExecutionKey key, StartFacts facts, int states);
    }

    /** Has somebody hear of it, instead of whoever did before. */
    public void onRest(Hearer other) {
        hearer = other;
    }

    void rests(ExecutionKey key, StartFacts facts, int states) {
        hearer.rests(key, facts, states);
    }
}
