package dev.stepwell.simulation.audit;

import dev.stepwell.asl.model.Definition;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayList;
import java.util.List;

/** One execution as the auditor has seen it come about: what the store must say of it too. */
final class Shadow {
    final ExecutionKey key;
    final String arn;
    final Definition definition;
    final TimerAudit timers;
    final TaskBook tasks = new TaskBook();
    final List<JournalRecord> records = new ArrayList<>();
    AslRun state;
    Incarnation owner;
    long epoch;
    long seq;
    long lastEvent;
    int takeovers;

    Shadow(ExecutionKey key, String arn, Definition definition, TimerAudit timers, Incarnation owner) {
        this.key = key;
        this.arn = arn;
        this.definition = definition;
        this.timers = timers;
        this.owner = owner;
        this.state = new AslRun(definition);
    }

    boolean hasEnded() {
        return state.status().isTerminal();
    }
}
