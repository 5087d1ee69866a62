package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.audit.JournalAudit;
import dev.stepwell.simulation.audit.WorkflowAudit;
import dev.stepwell.simulation.world.CommitWatch;
import java.util.ArrayList;
import java.util.List;

/** Brings each commit to the auditor whose it is. */
record Watches(JournalAudit journal, WorkflowAudit workflows) implements CommitWatch {
    @Override
    public void decided(Writer writer, List<TurnCommit> group, List<Verdict> verdicts) {
        List<TurnCommit> mine = new ArrayList<>();
        List<Verdict> mineVerdicts = new ArrayList<>();
        List<TurnCommit> others = new ArrayList<>();
        List<Verdict> othersVerdicts = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            boolean workflow = workflows.isOne(group.get(i));
            (workflow ? mine : others).add(group.get(i));
            (workflow ? mineVerdicts : othersVerdicts).add(verdicts.get(i));
        }
        workflows.decided(writer, mine, mineVerdicts);
        journal.decided(writer, others, othersVerdicts);
    }

    @Override
    public void beaten(ExecutionKey key, TaskRef task) {
        journal.beaten(key, task);
    }
}
