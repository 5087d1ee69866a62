package dev.stepwell.execution.observation;

import dev.stepwell.contracts.platform.v1.ExecutionSummary;
import dev.stepwell.contracts.platform.v1.StatusCounts;
import dev.stepwell.engine.turn.Mocked;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.ports.Survey.Found;
import java.util.Map;

/** Executions in lists, and counts of them, as the contract prints them. */
public final class Summaries {
    private Summaries() {}

    /** An execution in a list. */
    public static ExecutionSummary of(Found found) {
        ExecutionSummary.Builder summary = ExecutionSummary.newBuilder()
                .setExecutionArn(found.facts().executionArn())
                .setStateMachineArn(found.facts().stateMachineArn())
                .setName(found.facts().name())
                .setStatus(found.status().name())
                .setStartDate(Times.of(found.startDate()))
                .setRedriveCount(found.redrives().count());
        found.stopDate().ifPresent(date -> summary.setStopDate(Times.of(date)));
        found.facts().versionArn().ifPresent(summary::setStateMachineVersionArn);
        found.facts().aliasArn().ifPresent(summary::setStateMachineAliasArn);
        found.error().ifPresent(summary::setError);
        found.facts().beginning().ifPresent(beginning -> {
            summary.setStartStateName(beginning.state());
            beginning
                    .origin()
                    .ifPresent(origin ->
                            summary.setOriginExecutionArn(origin.executionArn()).setOriginEventId(origin.eventId()));
        });
        found.facts().mocked().map(Mocked::profile).ifPresent(summary::setMockProfile);
        found.redrives().last().ifPresent(date -> summary.setRedriveDate(Times.of(date)));
        return summary.build();
    }

    static StatusCounts of(Map<RunStatus, Long> counts) {
        StatusCounts.Builder printed = StatusCounts.newBuilder()
                .setTotal(counts.values().stream().mapToLong(Long::longValue).sum());
        for (RunStatus status : RunStatus.values()) {
            long count = counts.getOrDefault(status, 0L);
            switch (status) {
                case RUNNING -> printed.setRunning(count);
                case SUCCEEDED -> printed.setSucceeded(count);
                case FAILED -> printed.setFailed(count);
                case TIMED_OUT -> printed.setTimedOut(count);
                case ABORTED -> printed.setAborted(count);
            }
        }
        return printed.build();
    }
}
