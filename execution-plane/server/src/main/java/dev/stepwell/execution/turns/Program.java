package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.Machine;
import dev.stepwell.execution.ports.LogSetting;
import java.util.Optional;

/**
 * How the executions of one revision are run: their machine, and what the shell must know of their state.
 *
 * @param <S> the state of one execution
 */
public interface Program<S> {
    /** What decides. */
    Machine<S> machine();

    /** The state before the first record. */
    S fresh();

    /** Whether an open task of the execution has a heartbeat deadline, so that a wake-up has to bring the heartbeats along. */
    boolean heedsBeats(S state);

    /** About how many bytes a state keeps in memory. */
    long weight(S state);

    /** How states become snapshots; empty when this kind of execution is folded from its first record each time. */
    Optional<Freezer<S>> freezer();

    /** Which of the events its machine wants logged. */
    default LogSetting log() {
        return LogSetting.OFF;
    }

    /** Turns a state into bytes and back. */
    interface Freezer<S> {
        /** The bytes of a state; does not change it. */
        byte[] freeze(S state);

        /** The state again; empty when the bytes are of another format. */
        Optional<S> thaw(byte[] bytes);
    }
}
