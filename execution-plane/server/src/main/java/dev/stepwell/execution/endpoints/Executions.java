package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.names.Arn;
import dev.stepwell.names.ExecutionKey;

/** Finds executions by their ARNs. */
public final class Executions {
    private final Store store;

    /** Executions of that store. */
    public Executions(Store store) {
        this.store = store;
    }

    /** The execution of the ARN, if the caller has one of that name. */
    public ExecutionRow require(Caller caller, String executionArn) {
        Arn.Execution arn = Arns.execution(executionArn);
        if (!Arns.isHere(caller, arn)) {
            throw Faults.noExecution(executionArn);
        }
        return Waits.read(() -> store.findByName(caller.tenant(), arn.region(), arn.machine(), arn.name()))
                .filter(row -> row.facts().executionArn().equals(executionArn))
                .orElseThrow(() -> Faults.noExecution(executionArn));
    }

    /** The map run of the ARN, if the caller has it. */
    ExecutionRow requireMapRun(Caller caller, String mapRunArn) {
        Arn.MapRun arn = Arns.mapRun(mapRunArn);
        if (!Arns.isHere(caller, arn)) {
            throw Faults.noMapRun(mapRunArn);
        }
        String under = StartFacts.namesOfMapRuns(arn.machine() + "/" + arn.label());
        return Waits.read(() -> store.findByName(caller.tenant(), arn.region(), under, arn.uuid()))
                .orElseThrow(() -> Faults.noMapRun(mapRunArn));
    }

    /** The ARN of the execution that a map run is of. */
    String parentOf(ExecutionRow mapRun) {
        ExecutionKey parent = new ExecutionKey(
                mapRun.key().tenant(),
                mapRun.facts().parent().map(ParentTask::execution).orElseThrow());
        return Waits.read(() -> store.find(parent))
                .map(row -> row.facts().executionArn())
                .orElseThrow(Faults::internal);
    }
}
