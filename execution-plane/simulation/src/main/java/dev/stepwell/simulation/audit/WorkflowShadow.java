package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.swf.SwfRun;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of a workflow as the auditor has seen it come about. */
final class WorkflowShadow {
    final Account account;
    final ExecutionKey key;
    final StartFacts facts;
    final List<JournalRecord> records = new ArrayList<>();
    SwfRun state = new SwfRun();

    WorkflowShadow(Account account, ExecutionKey key, StartFacts facts) {
        this.account = account;
        this.key = key;
        this.facts = facts;
    }

    boolean isClosed() {
        return ending().isPresent();
    }

    /** Its closing event, which is its last one; what is no event may follow. */
    Optional<SwfExecutionChange.Ending> ending() {
        for (JournalRecord record : records.reversed()) {
            if (record.isEvent()) {
                return record.change() instanceof SwfExecutionChange.Ending ending
                        ? Optional.of(ending)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    String workflowId() {
        return facts.name();
    }
}
