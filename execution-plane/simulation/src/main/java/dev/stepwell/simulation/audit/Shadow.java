package dev.stepwell.simulation.audit;

import dev.stepwell.asl.model.Definition;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayList;
import java.util.List;

/** One execution as the auditor has seen it come about: what the store must say of it too. */
final class Shadow {
    final Account account;
    final ExecutionKey key;
    final String arn;
    final Definition definition;
    final TimerAudit timers;
    final TaskBook tasks = new TaskBook();
    final List<JournalRecord> records = new ArrayList<>();
    AslRun state;
    int takeovers;

    Shadow(Account account, ExecutionKey key, String arn, Definition definition, TimerAudit timers) {
        this.account = account;
        this.key = key;
        this.arn = arn;
        this.definition = definition;
        this.timers = timers;
        this.state = new AslRun(definition);
    }

    boolean hasEnded() {
        return state.status().isTerminal();
    }
}
