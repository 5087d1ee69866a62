package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.execution.inbox.ChildStarts;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** StartExecution as executions ask for it: their tasks may ask twice and get one. */
public final class NestedStarts {
    private final Births births;
    private final ChildStarts starts;

    NestedStarts(Births births, ChildStarts starts) {
        this.births = births;
        this.starts = starts;
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
        CompletableFuture<Instant> started = starts.start(key, birth).toCompletableFuture();
        CompletableFuture<StartExecutionResponse> answer = started.thenApply(
                        startDate -> Starts.answer(birth.facts().executionArn(), startDate))
                .exceptionally(failure -> refused(failure, birth, asking.awaited()));
        answer.whenComplete(
                (done, failure) -> started.cancel(true)); // nobody waits any more: it need not be tried again
        return answer;
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
