package dev.stepwell.execution.fakes;

import dev.stepwell.execution.journal.memory.Faults;
import dev.stepwell.execution.ports.TurnCommit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Tells the next commits how to end, and remembers all groups. */
public final class ScriptedFaults implements Faults {
    private final Deque<Fate> script = new ArrayDeque<>();
    private final List<List<TurnCommit>> groups = new ArrayList<>();
    private int settlesThatFail;

    /** How the next commits end, in order. */
    public void next(Fate... fates) {
        script.addAll(List.of(fates));
    }

    /** The same fate for as many commits. */
    public void next(int times, Fate fate) {
        for (int i = 0; i < times; i++) {
            script.add(fate);
        }
    }

    /** How many settlements fail before one works. */
    public void failSettling(int times) {
        settlesThatFail = times;
    }

    /** All groups that were to be committed. */
    public List<List<TurnCommit>> groups() {
        return groups;
    }

    @Override
    public Fate commit(List<TurnCommit> group) {
        groups.add(group);
        return script.isEmpty() ? Fate.WELL : script.remove();
    }

    @Override
    public boolean fails(String method) {
        return method.equals("settle") && settlesThatFail-- > 0;
    }
}
