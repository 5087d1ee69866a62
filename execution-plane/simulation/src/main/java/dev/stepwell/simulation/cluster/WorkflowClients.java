package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.workflow.ClientRequest;
import dev.stepwell.engine.workflow.TerminatedCause;
import dev.stepwell.execution.swf.effects.OpenRuns;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Uuid7;
import dev.stepwell.simulation.workflow.Plan;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Seeds;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Those who start, signal, cancel and terminate workflows from outside. */
final class WorkflowClients {
    private static final long SECOND = 1_000_000;
    private static final long PATIENCE = 16 * SECOND;

    private final World world;
    private final Cluster cluster;
    private final RandomGenerator random;
    private final Errands errands;
    private final Set<String> terminateAsked = new HashSet<>();
    private int busy;
    private int marks;

    WorkflowClients(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
        this.random = world.random("workflow clients");
        this.errands = new Errands(world, cluster, random);
    }

    /** Whether all starts are known to have been done. */
    boolean isDone() {
        return busy == 0;
    }

    /** Whether a termination was ever asked for. */
    boolean mayBeTerminated(String workflowId) {
        return terminateAsked.contains(workflowId);
    }

    void start() {
        WorkflowScenario workflows = world.scenario().workflows;
        for (WorkflowScenario.Start start : workflows.starts) {
            busy++;
            errands.after(start.at(), () -> begin(start));
            if (start.cancelAt() > 0) {
                errands.after(start.cancelAt(), () -> cancel(start.workflowId()));
            }
            if (start.terminateAt() > 0) {
                errands.after(start.terminateAt(), () -> terminate(start.workflowId()));
            }
        }
        if (!workflows.isEmpty()) {
            errands.after(30 * SECOND, this::tidyUp);
        }
    }

    /** What the endpoint of a node does: every try is another run that wants the workflow id. */
    private void begin(WorkflowScenario.Start start) {
        cluster.<ExecutionKey>ask(
                random,
                PATIENCE,
                node -> {
                    ExecutionKey key = new ExecutionKey(
                            Scenario.TENANT,
                            new ExecutionId(
                                    Uuid7.make(node.shell.ports().clock().now().toEpochMilli(), random)));
                    var birth = WorkflowScenario.birth(
                            start.plan(),
                            start.workflowId(),
                            key.id().toString(),
                            world.tokens().currentKey(),
                            node.shell.ports().clock().now());
                    return node.shell.turns().start(key, birth).thenApply(accepted -> key);
                },
                (key, failure) -> {
                    if (key != null) {
                        world.violations()
                                .require(
                                        world.workflows().isDurable(key),
                                        "law 9",
                                        key,
                                        "its start was acknowledged before it was durable");
                        world.promises().started(key.id().toString());
                        started(start);
                    } else if (unwrapped(failure) instanceof NotDone.NameTaken) {
                        world.around().marks().reach(Mark.WORKFLOW_ALREADY_RUNNING);
                        started(start);
                    } else {
                        errands.soon(() -> begin(start));
                    }
                });
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void started(WorkflowScenario.Start start) {
        busy--;
        if (start.plan().needsGo()) {
            errands.after(Seeds.between(random, 0, 4 * SECOND), () -> go(start.workflowId()));
        }
    }

    /** Signals as long as there is an open run, as it may have continued as one that has not seen the last signal. */
    private void go(String workflowId) {
        if (world.workflows().isOpen(workflowId)) {
            String mark = "mark:s" + marks++;
            SwfInput signal = new SwfInput.Signal(
                    0, Plan.GO, Optional.of(Payload.of(mark)), Optional.of(new ClientRequest(mark)));
            ask(workflowId, signal, (run, answer) -> {
                if (answer instanceof Reply.Accepted) {
                    world.promises().taken(mark, run);
                }
            });
            errands.after(Seeds.between(random, SECOND, 6 * SECOND), () -> go(workflowId));
        }
    }

    private void cancel(String workflowId) {
        ClientRequest request = new ClientRequest("cancel of " + workflowId);
        ask(workflowId, new SwfInput.RequestCancel(0, Optional.of(request)), (run, answer) -> {});
    }

    private void terminate(String workflowId) {
        terminateAsked.add(workflowId);
        SwfInput input = new SwfInput.Terminate(
                0, Optional.of("enough"), Optional.empty(), Optional.empty(), TerminatedCause.OPERATOR_INITIATED);
        ask(
                workflowId,
                input,
                (run, answer) -> world.violations()
                        .require(
                                world.workflows().isClosed(run),
                                "law 9",
                                run,
                                "its termination was acknowledged and it is open"));
    }

    /** One try to find the open run and to bring it something, as an endpoint does. */
    private void ask(String workflowId, SwfInput input, BiConsumer<ExecutionKey, Reply.Answer> then) {
        OpenRuns.Target target =
                new OpenRuns.Target(Scenario.REGION, WorkflowScenario.DOMAIN, workflowId, Optional.empty());
        cluster.<Told>ask(
                random,
                PATIENCE,
                node -> new OpenRuns(node.shell.ports().store())
                        .find(Scenario.TENANT, target)
                        .map(run -> node.shell.calls().call(run, input).thenApply(answer -> new Told(run, answer)))
                        .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("no open run"))),
                (told, failure) -> {
                    if (told != null) {
                        then.accept(told.run, told.answer);
                    }
                });
    }

    private record Told(ExecutionKey run, Reply.Answer answer) {}

    /** Who was left behind by a parent may wait for what only that would have sent. */
    private void tidyUp() {
        if (world.around().weather().isHealed()) {
            world.workflows().orphans().forEach(this::terminate);
        }
        errands.after(20 * SECOND, this::tidyUp);
    }
}
