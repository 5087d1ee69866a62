package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.workflow.TaskList;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.simulation.workflow.Decider;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Deciders: they ask for decision tasks, decide as the plans say, and answer late, twice or never. */
final class Deciders {
    private static final long SECOND = 1_000_000;

    private final World world;
    private final RandomGenerator random;
    private final Errands errands;
    private final Decider decider;
    private final Set<String> handedOut = new HashSet<>();
    private final Set<String> accepted = new HashSet<>();
    private int marks;

    Deciders(World world, Cluster cluster) {
        this.world = world;
        this.random = world.random("deciders");
        this.errands = new Errands(world, cluster, random);
        this.decider = new Decider(world.scenario().workflows::plan);
    }

    void start() {
        if (world.scenario().workflows.isEmpty()) {
            return;
        }
        TaskLine line = TaskLine.ofList(WorkflowScenario.list(TaskList.Kind.DECISION, Decider.DECISIONS));
        for (int i = 0; i < world.scenario().deciders; i++) {
            String name = "decider" + i;
            errands.after(Seeds.between(random, 0, SECOND), () -> errands.work(name, line, this::decide));
        }
    }

    private boolean fails(int perMille) {
        return world.around().workerFails(random, perMille);
    }

    private void decide(Reply.HandedOut offered) {
        if (!(offered instanceof Reply.SwfDecisionTask task)) {
            world.violations().add("I3", offered.token(), "an activity task was handed out to a decider");
            return;
        }
        TaskTokens.Opened opened =
                world.tokens().open(Scenario.TENANT, task.token()).orElseThrow();
        world.violations()
                .require(
                        handedOut.add(task.token()),
                        "I3",
                        opened,
                        "the same decision task was handed out to two deciders");
        if (fails(60)) {
            return; // it died
        }
        errands.history(opened.key(), task.startedEventId(), 5, events -> {
            world.violations()
                    .require(
                            events.size() == task.startedEventId(),
                            "law 9",
                            opened,
                            "it was handed out before that was durable");
            List<Decision> decisions = decider.decide(events);
            long thinking = fails(60) ? Seeds.between(random, 4 * SECOND, 12 * SECOND) : thinking();
            errands.after(thinking, () -> answer(task.token(), opened, decisions));
            if (fails(120)) {
                errands.after(
                        thinking + Seeds.between(random, 0, 2 * SECOND), () -> answer(task.token(), opened, decisions));
            }
        });
    }

    private long thinking() {
        return Seeds.between(random, 1_000, 400_000);
    }

    private void answer(String token, TaskTokens.Opened opened, List<Decision> decisions) {
        String mark = "mark:d" + marks++;
        boolean elsewhere = fails(80);
        SwfInput input = new SwfInput.DecisionsCompleted(
                0,
                opened.task(),
                decisions.stream().map(Sent::admitted).toList(),
                Optional.of(Payload.of(mark)),
                elsewhere
                        ? Optional.of(new SwfInput.ListOverride(Decider.NOWHERE, Optional.of(Timeout.of(3))))
                        : Optional.empty());
        errands.report(opened.key(), input, (answer, inDoubt) -> {
            world.around()
                    .trace()
                    .note(mark + " for " + opened.task() + ": "
                            + answer.getClass().getSimpleName());
            if (answer instanceof Reply.Accepted) {
                accepted.add(token);
                world.promises().completed(token, mark, opened);
            } else if (answer instanceof Reply.TaskClosed) {
                world.around()
                        .marks()
                        .reach(accepted.contains(token) ? Mark.DECISIONS_TWICE_REFUSED : Mark.LATE_DECISIONS_REFUSED);
            } else {
                world.violations().add("I1", opened, mark + " was answered with " + answer);
            }
        });
    }
}
