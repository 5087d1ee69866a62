package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.fork.ForkPoint;
import dev.stepwell.engine.fork.ForkPoints;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.turn.Beginning;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Uuid7;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Those who pause executions and have them go on, and who fork them. They try again until they know. */
final class Steering {
    private static final long SECOND = 1_000_000;
    private static final long PATIENCE = 15 * SECOND;
    private static final int PAGE = 50;

    private final World world;
    private final Cluster cluster;
    private final RandomGenerator random;
    private final Map<String, String> origins = new HashMap<>();
    private int busy;

    Steering(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
        this.random = world.random("steering");
    }

    boolean isDone() {
        return busy == 0;
    }

    /** What the execution that another was forked from had been started with; of any other what is given. */
    String inputOf(String arn, String own) {
        return origins.getOrDefault(arn, own);
    }

    /** An execution has been started. */
    void follow(Scenario.Start start, ExecutionKey key) {
        Scenario.Steered steered = start.steered();
        if (steered.pauseAfter() > 0) {
            busy++;
            world.around().timeline().after(steered.pauseAfter(), () -> pause(key, steered.pausedFor()));
        }
        if (steered.forkAfter() > 0) {
            busy++;
            world.around().timeline().after(steered.forkAfter(), () -> fork(start, key));
        }
    }

    private void later(Runnable again) {
        world.around().timeline().after(Seeds.between(random, SECOND / 20, 2 * SECOND), again);
    }

    private void pause(ExecutionKey key, long span) {
        Input.Pause pause = new Input.Pause(0, Optional.of("somebody"), Optional.of("a rest"));
        cluster.ask(random, PATIENCE, node -> node.shell.calls().call(key, pause), (answer, failure) -> {
            if (answer instanceof Reply.Paused) {
                world.around().marks().reach(Mark.EXECUTION_PAUSED);
                world.violations()
                        .require(
                                world.journal().hasRecorded(key, PauseChange.Paused.class),
                                "law 9",
                                key,
                                "its pause was acknowledged before it was durable");
                world.around().timeline().after(span, () -> resume(key));
            } else if (answer instanceof Reply.NotRunning) {
                busy--;
            } else {
                later(() -> pause(key, span));
            }
        });
    }

    private void resume(ExecutionKey key) {
        cluster.ask(random, PATIENCE, node -> node.shell.calls().call(key, new Input.Resume(0)), (answer, failure) -> {
            if (answer instanceof Reply.Resumed) {
                world.around().marks().reach(Mark.EXECUTION_RESUMED);
                world.violations()
                        .require(
                                !world.journal().isPaused(key),
                                "law 9",
                                key,
                                "its end of a pause was acknowledged before it was durable");
                busy--;
            } else if (answer instanceof Reply.NotRunning) {
                busy--;
            } else {
                later(() -> resume(key));
            }
        });
    }

    private void fork(Scenario.Start start, ExecutionKey origin) {
        cluster.ask(random, PATIENCE, node -> begin(node, start, origin), (key, failure) -> {
            Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
            if (key != null || why instanceof NotDone.NameTaken) {
                world.around().marks().reach(Mark.FORKED);
                busy--;
            } else {
                later(() -> fork(start, origin));
            }
        });
    }

    /** What the endpoint of a node does: every try is another execution that wants the name. */
    private CompletionStage<ExecutionKey> begin(SimNode node, Scenario.Start start, ExecutionKey origin) {
        StartFacts alike = world.scenario()
                .facts(start.program(), start.name() + "-fork", world.tokens().currentKey());
        ForkPoint point = point(node.shell.ports().store(), alike, origin);
        String originArn =
                world.scenario().facts(start.program(), start.name(), 1).executionArn();
        origins.put(alike.executionArn(), start.input());
        Birth birth = new Birth(
                Scenario.REGION,
                Scenario.ACCOUNT,
                alike.withBeginning(Optional.of(
                        new Beginning(point.state(), Optional.of(new Beginning.Origin(originArn, point.eventId()))))),
                point.input(),
                point.variables(),
                node.shell.ports().clock().now());
        ExecutionKey key = new ExecutionKey(
                Scenario.TENANT,
                new ExecutionId(Uuid7.make(node.shell.ports().clock().now().toEpochMilli(), random)));
        return node.shell.turns().start(key, birth).thenApply(accepted -> key);
    }

    private ForkPoint point(Store store, StartFacts alike, ExecutionKey origin) {
        String startAt = world.scenario().definition(alike).flow().startAt();
        ForkPoints points = new ForkPoints(startAt, Optional.empty());
        @Nullable List<JournalRecord> page = null;
        while (page == null || page.size() == PAGE) {
            page = store.events(origin, new Store.EventQuery(points.lastEvent() + 1, PAGE, false));
            page.forEach(points::take);
        }
        return points.found().orElseThrow();
    }
}
