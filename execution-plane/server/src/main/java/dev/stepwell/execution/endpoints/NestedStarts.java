package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.execution.inbox.ChildStarts;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.quotas.OpenExecutions;
import dev.stepwell.execution.quotas.TenantBounds;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * StartExecution as executions ask for it: their tasks may ask twice and get one. It is a call of the tenant's like any other (developer guide,
 * "Quotas"): it takes of the same bucket, and what it starts is one of the open executions.
 */
public final class NestedStarts {
    private final Births births;
    private final ChildStarts starts;
    private final Store store;
    private final TenantBounds bounds;

    NestedStarts(Births births, ChildStarts starts, Store store, TenantBounds bounds) {
        this.births = births;
        this.starts = starts;
        this.store = store;
        this.bounds = bounds;
    }

    /**
     * Which task asks.
     *
     * @param invoke what it asks
     * @param awaited whether it waits for the end of what is started
     */
    public record Asking(ExecutionKey execution, Effect.Invoke invoke, boolean awaited) {}

    /** Starts an execution, once; may wait for the control plane, and refuses as StartExecution does. */
    public CompletionStage<StartExecutionResponse> start(Asking asking, Caller caller, StartExecutionRequest request) {
        ExecutionKey asker = asking.execution();
        ExecutionKey key =
                ChildIds.keyOf(asker, asking.invoke().task(), asking.invoke().began());
        Optional<ParentTask> parent = asking.awaited()
                ? Optional.of(new ParentTask(asker.id(), asking.invoke().task()))
                : Optional.empty();
        Birth birth = births.of(
                caller,
                request,
                new Births.Given(
                        ChildIds.nameOf(asker, asking.invoke().task()), key.id().value(), parent));
        OpenExecutions.Leave leave = leave(caller, key, birth);
        CompletableFuture<Instant> started = starts.start(key, birth).toCompletableFuture();
        started.whenComplete((startDate, failure) -> close(leave, failure));
        CompletableFuture<StartExecutionResponse> answer = started.thenApply(
                        startDate -> Starts.answer(birth.facts().executionArn(), startDate))
                .exceptionally(failure -> refused(failure, birth, asking.awaited()));
        answer.whenComplete(
                (done, failure) -> started.cancel(true)); // nobody waits any more: it need not be tried again
        return answer;
    }

    /** What an earlier try has started is there, whatever may be started now: it is only asked about once more. */
    private OpenExecutions.Leave leave(Caller caller, ExecutionKey key, Birth birth) {
        boolean express = birth.facts().isExpress();
        try {
            bounds.start(caller, express);
            return express
                    ? OpenExecutions.Leave.uncounted()
                    : bounds.begin(new OpenExecutions.Place(caller.tenant(), birth.region(), Optional.empty()))
                            .orElseThrow(Faults::tooManyExecutions);
        } catch (Fault refusal) {
            if (Waits.read(() -> store.find(key)).isPresent()) {
                return OpenExecutions.Leave.uncounted();
            }
            throw refusal;
        }
    }

    /** Where it is not known whether it has begun, it is taken to have. */
    private static void close(OpenExecutions.Leave leave, @Nullable Throwable failure) {
        if (failure instanceof NotDone || failure != null && failure.getCause() instanceof NotDone) {
            leave.unused();
        }
        leave.close();
    }

    /** Another execution has the name. One that does not know of its parent would not tell it of its end, so it is not waited for. */
    private static StartExecutionResponse refused(Throwable failure, Birth birth, boolean awaited) {
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (why instanceof NotDone.NameTaken taken) {
            ExecutionRow holder = taken.holder();
            if (awaited) {
                throw Faults.alreadyExists(holder.facts().executionArn());
            }
            return Starts.again(holder, birth);
        }
        if (why instanceof NotDone notDone) {
            throw Waits.fault(notDone);
        }
        throw new CompletionException(why);
    }
}
