package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.connectors.Connector;
import dev.stepwell.execution.inbox.ChildStarts;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.world.Life;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Seeds;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** Starts executions for tasks of a node, as the node's own endpoint does, but for the question what the machine is. */
final class Nested implements Connector {
    private final World world;
    private final ChildStarts starts;
    private final Clock clock;
    private final Life life;
    private final RandomGenerator random;

    Nested(World world, ChildStarts starts, Clock clock, Life life) {
        this.world = world;
        this.starts = starts;
        this.clock = clock;
        this.life = life;
        this.random = world.random(life.name() + " nested");
    }

    @Override
    public CompletionStage<Result> ask(Question question) {
        ExecutionKey parent = question.key();
        TaskRef task = question.invoke().task();
        ExecutionKey key = ChildIds.keyOf(parent, task, question.invoke().began());
        StartFacts facts = world.scenario()
                .childFacts(
                        ChildIds.nameOf(parent, task), world.tokens().currentKey(), new ParentTask(parent.id(), task));
        Payload input = Payload.of(question.invoke().arguments().json().get("Input"));
        Birth birth = new Birth(Scenario.REGION, Scenario.ACCOUNT, facts, input, clock.now());
        Result answer = new Result.Succeeded(Payload.of("{\"ExecutionArn\":\"" + facts.executionArn() + "\"}"));
        CompletableFuture<Result> answered = new CompletableFuture<>();
        starts.start(key, birth).thenAccept(startDate -> {
            if (startDate.isBefore(birth.startDate())) {
                world.around().marks().reach(Mark.CHILD_FOUND_AGAIN);
            }
            life.after(way(), () -> answered.complete(answer));
        });
        return answered;
    }

    /** Some answers take their time: the child may have ended before. */
    private long way() {
        return Seeds.chance(random, 100) ? Seeds.between(random, 5_000, 3_000_000) : Seeds.between(random, 0, 2_000);
    }
}
