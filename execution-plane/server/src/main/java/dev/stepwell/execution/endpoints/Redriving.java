package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.RedriveExecutionRequest;
import dev.stepwell.contracts.sfn.v1.RedriveExecutionResponse;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Redrivability;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store.EventQuery;
import dev.stepwell.execution.quotas.OpenExecutions;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.turns.NotDone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** RedriveExecution, and whether it could be asked for. The machine decides; what only others know is looked at here. */
final class Redriving {
    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);
    private static final String DELETING = "State machine is in DELETING status";

    private final ExecutionShell shell;
    private final Definitions definitions;
    private final Executions executions;

    Redriving(ExecutionShell shell, Definitions definitions, Executions executions) {
        this.shell = shell;
        this.definitions = definitions;
        this.executions = executions;
    }

    RedriveExecutionResponse redrive(Caller caller, RedriveExecutionRequest request) {
        ExecutionRow row = executions.require(caller, request.getExecutionArn());
        if (isDeleting(caller, row)) {
            throw Faults.notRedrivable(DELETING);
        }
        Input.Redrive redrive = new Input.Redrive(
                0, request.hasClientToken() ? Optional.of(request.getClientToken()) : Optional.empty());
        try (OpenExecutions.Leave leave = leave(caller, row)) {
            return redrive(row, redrive, leave);
        }
    }

    private RedriveExecutionResponse redrive(ExecutionRow row, Input.Redrive redrive, OpenExecutions.Leave leave) {
        try {
            Reply.Answer answer = Waits.await(shell.calls().call(row.key(), redrive), LONGEST);
            if (answer instanceof Reply.Redriven redriven) {
                hold(row);
                return RedriveExecutionResponse.newBuilder()
                        .setRedriveDate(Times.of(redriven.redriveDate()))
                        .build();
            }
            leave.unused();
            throw answer instanceof Reply.NotRedrivable not ? Faults.notRedrivable(not.why()) : Faults.internal();
        } catch (NotDone.Unknown gone) {
            leave.unused();
            throw Faults.noExecution(row.facts().executionArn());
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
    }

    /** One of a machine that is paused meanwhile waits with the others. */
    private void hold(ExecutionRow row) {
        shell.holds().of(row.key().tenant(), row.facts()).ifPresent(pause -> {
            var unused = shell.calls().call(row.key(), pause);
        });
    }

    /** One more is open from then on; one that is open already is asked only whether it was this very redrive that opened it. */
    private OpenExecutions.Leave leave(Caller caller, ExecutionRow row) {
        return row.status().isTerminal()
                ? shell.bounds()
                        .begin(new OpenExecutions.Place(
                                caller.tenant(), caller.region().value(), Optional.empty()))
                        .orElseThrow(Faults::tooManyExecutions)
                : OpenExecutions.Leave.uncounted();
    }

    /** Why the execution cannot be redriven now; empty when it can. */
    Optional<String> refusal(Caller caller, ExecutionRow row) {
        Optional<String> own = Redrivability.refusal(
                new Redrivability.Standing(
                        row.status(), row.startDate(), row.stopDate().orElse(row.startDate()), events(row)),
                shell.ports().clock().now(),
                shell.bounds().limits(caller.tenant()));
        return own.isEmpty() && isDeleting(caller, row) ? Optional.of(DELETING) : own;
    }

    /** How many events there are, where that matters: there are no more of them than of records. */
    private long events(ExecutionRow row) {
        if (!row.status().isTerminal()
                || row.lease().seq() < shell.bounds().limits(row.key().tenant()).historyEvents() - 1) {
            return 0;
        }
        List<JournalRecord> last =
                Waits.read(() -> shell.ports().store().events(row.key(), new EventQuery(Long.MAX_VALUE, 1, true)));
        return last.isEmpty() ? 0 : last.get(0).eventId();
    }

    private boolean isDeleting(Caller caller, ExecutionRow row) {
        try {
            return definitions
                    .resolve(caller, row.facts().stateMachineArn())
                    .getStatus()
                    .equals("DELETING");
        } catch (Fault fault) {
            return fault.error().equals("StateMachineDoesNotExist");
        }
    }
}
