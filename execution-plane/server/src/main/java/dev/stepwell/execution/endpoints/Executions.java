package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.names.Arn;

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
                .orElseThrow(() -> Faults.noExecution(executionArn));
    }
}
