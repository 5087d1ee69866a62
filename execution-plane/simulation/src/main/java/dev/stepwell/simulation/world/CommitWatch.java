package dev.stepwell.simulation.world;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionKey;
import java.util.List;

/** Sees every write of turns and heartbeats at the very moment at which the store takes it. */
public interface CommitWatch {
    /** A group has been decided; in order. */
    void decided(Writer writer, List<TurnCommit> group, List<Verdict> verdicts);

    /** A heartbeat has been noted. */
    void beaten(ExecutionKey key, TaskRef task);

    /**
     * Who writes.
     *
     * @param life the life that sent the group
     * @param ghost whether that life has died or given the group up meanwhile
     * @param zombie whether it had stood still past its lease
     */
    record Writer(Life life, boolean ghost, boolean zombie) {}
}
