package dev.stepwell.simulation.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.simulation.program.Script;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import dev.stepwell.simulation.world.Seeds;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat as workers send them: again until they know, and sometimes too often. */
final class Completions {
    private static final long SECOND = 1_000_000;

    private final World world;
    private final Cluster cluster;
    private final RandomGenerator random;
    private final Set<String> accepted = new HashSet<>();
    private int marks;
    private int taken;

    Completions(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
        this.random = world.random("completions");
    }

    /** How many were acknowledged. */
    int taken() {
        return taken;
    }

    /** A mark nobody else has. */
    String newMark() {
        return "m" + ++marks;
    }

    /** Reports a task as its script says, and sometimes twice. */
    void send(String token, JsonNode parameters, Script script, boolean fails) {
        new Sending(token, parameters, script, fails, newMark()).send();
        if (world.around().workerFails(random, 150)) {
            Sending twin = new Sending(token, parameters, script, fails, newMark());
            world.around().timeline().after(Seeds.between(random, 0, 2 * SECOND), twin::send);
        }
    }

    /**
     * Whether the cluster itself can know what became of a completion: no write has arrived after it was found not to be there, and no
     * call has been sent twice between nodes because there was no answer.
     */
    private boolean answersAreCertain() {
        Marks marks = world.around().marks();
        return marks.count(Mark.GHOST_WRITE_ARRIVED) == 0 && marks.count(Mark.CALL_UNANSWERED) == 0;
    }

    private TaskTokens.Opened opened(String token) {
        return world.tokens()
                .open(Scenario.TENANT, token)
                .orElseThrow(() -> new IllegalStateException("not a token: " + token));
    }

    /** Gives a sign of life; {@code over} is run when the task is not the worker's any more. */
    void beat(String token, Runnable over) {
        TaskTokens.Opened task = opened(token);
        cluster.<Boolean>ask(
                random,
                3 * SECOND,
                node -> CompletableFuture.completedFuture(
                        node.shell.ports().store().beat(task.key(), task.task())),
                (open, failure) -> {
                    if (open != null && !open) {
                        over.run();
                    }
                });
    }

    private final class Sending {
        private final String token;
        private final TaskTokens.Opened task;
        private final Input input;
        private final String mark;
        private boolean inDoubt;

        Sending(String token, JsonNode parameters, Script script, boolean fails, String mark) {
            this.token = token;
            this.task = opened(token);
            this.mark = mark;
            this.input = fails
                    ? new Input.TaskFailed(0, task.task(), Optional.of(Script.ERROR), Optional.of("mark:" + mark + ";"))
                    : new Input.TaskSucceeded(
                            0,
                            task.task(),
                            Payload.of(script.result(parameters, mark).toString()));
        }

        void send() {
            cluster.ask(random, 16 * SECOND, this::call, (answer, failure) -> {
                if (answer != null) {
                    answered(answer);
                } else {
                    inDoubt = true;
                    world.around().timeline().after(Seeds.between(random, SECOND / 20, 2 * SECOND), this::send);
                }
            });
        }

        private CompletionStage<Reply.Answer> call(SimNode node) {
            return node.shell.calls().call(task.key(), input);
        }

        private void answered(Reply.Answer answer) {
            world.around()
                    .trace()
                    .note(mark + " for " + task.task() + ": "
                            + answer.getClass().getSimpleName());
            if (answer instanceof Reply.Accepted) {
                taken++;
                accepted.add(token);
                world.ledger().completed(token, mark);
                world.violations()
                        .require(
                                world.journal().isDurable(mark),
                                "law 9",
                                task,
                                "completion " + mark + " was acknowledged before it was durable");
            } else if (answer instanceof Reply.TaskClosed) {
                refused();
            } else {
                world.violations().add("I1", task, "completion " + mark + " was answered with " + answer);
            }
        }

        private void refused() {
            boolean taken = !inDoubt && answersAreCertain() && world.journal().isDurable(mark);
            world.violations().require(!taken, "I3", task, "completion " + mark + " was refused although it was taken");
            if (accepted.contains(token) && !inDoubt) {
                world.around().marks().reach(Mark.DUPLICATE_COMPLETION_REFUSED);
            } else if (world.journal().hasEnded(task.key())) {
                world.around().marks().reach(Mark.COMPLETION_AFTER_END_REFUSED);
            } else if (!inDoubt) {
                world.around().marks().reach(Mark.LATE_COMPLETION_REFUSED);
            }
        }
    }
}
