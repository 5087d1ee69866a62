package dev.stepwell.execution.journal;

import dev.stepwell.execution.journal.codec.UnstorableException;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A group of turns on its way into a store: those that can be written down as rows, and the verdicts of all.
 */
public final class Group {
    private final List<TurnCommit> turns;
    private final List<TurnRows> rows = new ArrayList<>();
    private final Map<ExecutionKey, Verdict> verdicts = new HashMap<>();

    /**
     * Writes the turns down as rows; those that cannot be are refused.
     *
     * @throws IllegalArgumentException when two turns are of one execution
     */
    public Group(List<TurnCommit> turns) {
        this.turns = turns;
        Map<ExecutionKey, TurnCommit> distinct = new HashMap<>();
        for (TurnCommit turn : turns) {
            if (distinct.put(turn.key(), turn) != null) {
                throw new IllegalArgumentException("two turns of execution " + turn.key() + " in one group");
            }
            try {
                rows.add(TurnRows.of(turn));
            } catch (UnstorableException e) {
                verdicts.put(turn.key(), new Verdict.Refused(String.valueOf(e.getMessage())));
            }
        }
    }

    /** The turns that can be written down, in order. */
    public List<TurnRows> rows() {
        return rows;
    }

    /** Notes what became of a turn. */
    public void judge(ExecutionKey key, Verdict verdict) {
        verdicts.put(key, verdict);
    }

    /** Whether it is known what became of a turn. */
    public boolean isJudged(ExecutionKey key) {
        return verdicts.containsKey(key);
    }

    /** One verdict per turn, in the order of the turns; every one must have been judged. */
    public List<Verdict> verdicts() {
        List<Verdict> all = new ArrayList<>(turns.size());
        for (TurnCommit turn : turns) {
            Verdict verdict = verdicts.get(turn.key());
            if (verdict == null) {
                throw new IllegalStateException("turn of " + turn.key() + " was not judged");
            }
            all.add(verdict);
        }
        return all;
    }
}
