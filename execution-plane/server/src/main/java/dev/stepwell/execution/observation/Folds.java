package dev.stepwell.execution.observation;

import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.definitions.AslProgram;
import dev.stepwell.execution.definitions.AslPrograms;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.UnknownRecordException;
import dev.stepwell.execution.turns.NotDone;
import java.time.Instant;
import java.util.List;

/** Folds the records of executions as they stand in the store, on whatever node the question came to. */
final class Folds {
    private static final int COMMITS_AT_ONCE = 50;

    private final Store store;
    private final Survey survey;
    private final AslPrograms programs;

    Folds(Store store, Survey survey, Definitions definitions) {
        this.store = store;
        this.survey = survey;
        this.programs = new AslPrograms(definitions);
    }

    /**
     * An execution as it was.
     *
     * @param at when the last event had happened that is in it
     */
    record Past(AslRun run, Instant at) {}

    /**
     * The execution as it is. A snapshot of another version is worth nothing here: then the execution is explained by the nodes of that
     * version.
     */
    AslRun now(ExecutionRow row) {
        AslProgram program = program(row);
        LoadedRun loaded;
        try {
            loaded = Waits.read(() -> store.load(row.key()))
                    .orElseThrow(() -> Faults.noExecution(row.facts().executionArn()));
        } catch (UnknownRecordException e) {
            throw Faults.unavailable();
        }
        AslRun run = loaded.snapshot()
                .map(snapshot -> program.thaw(snapshot.bytes()).orElseThrow(Faults::unavailable))
                .orElseGet(program::fresh);
        for (JournalRecord record : loaded.records()) {
            run = program.machine().apply(run, record);
        }
        return run;
    }

    /** The execution as it was before the event after that one; refused when there is no such event. */
    Past at(ExecutionRow row, long eventId) {
        AslProgram program = program(row);
        AslRun run = program.fresh();
        Instant at = row.startDate();
        while (true) {
            List<JournalRecord> records = read(row, run.seq());
            for (JournalRecord record : records) {
                if (record.eventId() > eventId) {
                    return new Past(run, at);
                }
                run = program.machine().apply(run, record);
                at = record.isEvent() ? record.at() : at;
            }
            if (records.isEmpty()) {
                if (run.lastEvent() < eventId) {
                    throw Faults.validation(
                            "The execution has no event " + eventId + ": its last is " + run.lastEvent());
                }
                return new Past(run, at);
            }
        }
    }

    private List<JournalRecord> read(ExecutionRow row, long after) {
        try {
            return Waits.read(() -> survey.records(row.key(), after, COMMITS_AT_ONCE));
        } catch (UnknownRecordException e) {
            throw Faults.unavailable();
        }
    }

    /** What the execution runs: of a map run's child a part of its machine. */
    private AslProgram program(ExecutionRow row) {
        try {
            if (programs.programOf(row.key(), row.facts()) instanceof AslProgram program) {
                return program;
            }
        } catch (NotDone e) {
            throw Faults.unavailable();
        }
        throw Faults.noExecution(row.facts().executionArn());
    }
}
