package dev.stepwell.engine.swf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.ClientRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deciders, workers and outsiders that do anything at any time, in every order that a seed gives: whatever they do, the journal is well formed, and
 * every turn comes to the same on the live state, on its fold and on its snapshot (which {@link SwfWorld} sees to).
 */
final class AnythingGoesTest {
    private static final List<String> KINDS = List.of(
            "ScheduleActivityTask",
            "RequestCancelActivityTask",
            "RecordMarker",
            "StartTimer",
            "CancelTimer",
            "SignalExternalWorkflowExecution",
            "RequestCancelExternalWorkflowExecution",
            "StartChildWorkflowExecution",
            "ScheduleLambdaFunction");

    private static final List<String> ENDS = List.of(
            "CompleteWorkflowExecution",
            "FailWorkflowExecution",
            "CancelWorkflowExecution",
            "ContinueAsNewWorkflowExecution");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584, 4181, 6765, 10946})
    void whateverHappensTheJournalIsWellFormed(long seed) {
        for (int round = 0; round < 10; round++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000 + round);
            SwfWorld world = new SwfWorld(SwfWorld.limits(1 + random.nextInt(20)));
            world.start(SwfWorld.facts(SwfWorld.settings(), Optional.empty()));
            for (int step = 0; step < 60; step++) {
                step(world, random);
            }
            new Autopilot(world).bringToAnEnd();
            WellFormed.check(world.records);
            assertThat(world.run.closeStatus()).isPresent();
        }
    }

    private static void step(SwfWorld world, SplittableRandom random) {
        DecisionTask decision = world.run.decisionTask;
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                if (decision != null) {
                    world.decide(decisions(random));
                }
            }
            case 3 -> {
                if (decision != null) {
                    world.take(decision.ref(), "decider");
                }
            }
            case 4, 5 -> worker(world, random);
            case 6 -> others(world, random);
            case 7 -> world.pass(random.nextInt(90));
            case 8 -> {
                ClientRequest request = new ClientRequest("r" + random.nextInt(100));
                world.handle(new SwfInput.Signal(world.call(), "s", Optional.empty(), Optional.of(request)));
            }
            default -> world.handle(anyEnd(world, random));
        }
    }

    private static List<Sent> decisions(SplittableRandom random) {
        List<Sent> decisions = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            decisions.add(decision(KINDS, random));
        }
        if (random.nextInt(12) == 0) {
            decisions.add(decision(ENDS, random));
        }
        return decisions;
    }

    private static Sent decision(List<String> kinds, SplittableRandom random) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(kinds.get(random.nextInt(kinds.size())), "n" + random.nextInt(4));
        node.put("seconds", random.nextInt(100));
        if (random.nextInt(5) == 0) {
            node.put("registered", random.nextBoolean() ? "no" : "deprecated");
        }
        node.putObject("options")
                .put("heartbeat", "20")
                .put("startToClose", "45")
                .put("scheduleToStart", "70");
        return DecisionReader.read(node);
    }

    private static void worker(SwfWorld world, SplittableRandom random) {
        if (world.run.activities.isEmpty()) {
            return;
        }
        List<ActivityTask> open = List.copyOf(world.run.activities.values());
        ActivityTask task = open.get(random.nextInt(open.size()));
        if (random.nextInt(3) == 0) {
            world.beats.put(task.ref(), new Beat(world.now, Optional.of("beat")));
            return;
        }
        TaskRef ref = world.begun(task.scheduled().activityId()).ref();
        switch (random.nextInt(4)) {
            case 0 -> world.handle(new SwfInput.ActivityCompleted(world.call(), ref, Optional.empty()));
            case 1 ->
                world.handle(new SwfInput.ActivityFailed(world.call(), ref, Optional.of("reason"), Optional.empty()));
            case 2 -> world.handle(new SwfInput.ActivityCanceled(world.call(), ref, Optional.empty()));
            default -> {}
        }
    }

    private static void others(SwfWorld world, SplittableRandom random) {
        List<Input> inputs = new ArrayList<>();
        world.run.externals.keySet().forEach(id -> {
            if (random.nextBoolean()) {
                inputs.add(
                        switch (random.nextInt(3)) {
                            case 0 -> new SwfInput.ExternalDone(id, "r");
                            case 1 -> new SwfInput.ExternalChosen(id, Optional.empty(), "r");
                            default -> new SwfInput.ExternalUnknown(id);
                        });
            }
        });
        world.run.children.keySet().forEach(id -> {
            if (random.nextBoolean()) {
                inputs.add(new SwfInput.ChildStarted(id, "r"));
            }
        });
        world.run.lambdas.values().forEach(task -> {
            if (random.nextBoolean()) {
                inputs.add(new Input.TaskSucceeded(0, task.ref(), Payload.of("{}")));
            }
        });
        world.handle(inputs);
    }

    /** Nothing, or something about any event at all, of which most know nothing. */
    private static Input anyEnd(SwfWorld world, SplittableRandom random) {
        TaskRef any = new TaskRef(1 + random.nextInt(60), 0);
        return switch (random.nextInt(4)) {
            case 0 -> new SwfInput.ActivityCompleted(world.call(), any, Optional.empty());
            case 1 -> new SwfInput.ChildStarted(any.scheduledEventId(), "r");
            case 2 -> new Input.HandOut(world.call(), any, Optional.empty(), random.nextInt(5));
            default ->
                new SwfInput.DecisionsCompleted(world.call(), any, List.of(), Optional.empty(), Optional.empty());
        };
    }
}
