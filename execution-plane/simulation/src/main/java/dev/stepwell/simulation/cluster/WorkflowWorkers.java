package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.workflow.TaskList;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.simulation.workflow.Decider;
import dev.stepwell.simulation.workflow.Item;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Seeds;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Workers of activity tasks of workflows: they do what the task's input says, and answer late, twice or never. */
final class WorkflowWorkers {
    private static final long SECOND = 1_000_000;
    private static final int WORKERS = 3;

    private final World world;
    private final RandomGenerator random;
    private final Errands errands;
    private final Set<String> handedOut = new HashSet<>();
    private int marks;

    WorkflowWorkers(World world, Cluster cluster) {
        this.world = world;
        this.random = world.random("workflow workers");
        this.errands = new Errands(world, cluster, random);
    }

    void start() {
        if (world.scenario().workflows.isEmpty()) {
            return;
        }
        TaskLine line = TaskLine.ofList(WorkflowScenario.list(TaskList.Kind.ACTIVITY, Decider.ACTIVITIES));
        for (int i = 0; i < WORKERS; i++) {
            String name = "worker" + i;
            errands.after(Seeds.between(random, 0, SECOND), () -> errands.work(name, line, this::work));
        }
    }

    private boolean fails(int perMille) {
        return world.around().workerFails(random, perMille);
    }

    private void work(Reply.HandedOut task) {
        if (task instanceof Reply.SwfActivityTask activity) {
            new Working(activity).begin();
        } else {
            world.violations().add("I3", task.token(), "a decision task was handed out to a worker");
        }
    }

    /** A worker at work. */
    private final class Working {
        private final Reply.SwfActivityTask task;
        private final TaskTokens.Opened opened;
        private boolean over;

        Working(Reply.SwfActivityTask task) {
            this.task = task;
            this.opened = world.tokens().open(Scenario.TENANT, task.token()).orElseThrow();
        }

        void begin() {
            world.violations()
                    .require(
                            handedOut.add(task.token()),
                            "I3",
                            opened,
                            "the same activity task was handed out to two workers");
            if (fails(60)) {
                return; // it died
            }
            Item.Work work = Item.Work.valueOf(task.input().orElseThrow().text());
            long quick = Seeds.between(random, 10_000, 2 * SECOND);
            switch (work) {
                case DONE -> errands.after(quick, () -> answer(false));
                case FAILS -> errands.after(quick, () -> answer(true));
                case FAILS_ONCE ->
                    errands.after(quick, () -> answer(task.activityId().endsWith("t0")));
                case BEATS -> beat(Seeds.between(random, 5, 9), false);
                case CANCELED -> beat(60, true);
                case GOES_QUIET -> errands.beat(opened.key(), opened.task(), pulse -> {});
                case NEVER_ENDS -> {
                    if (fails(300)) {
                        errands.after(Seeds.between(random, 4 * SECOND, 9 * SECOND), () -> answer(false));
                    }
                }
                case NOBODY_TAKES ->
                    world.violations().add("I3", opened, "a task of a list that nobody asks at was handed out");
            }
        }

        private void beat(long rounds, boolean heedsCancel) {
            if (over) {
                return;
            }
            if (rounds == 0) {
                answer(false);
                return;
            }
            errands.beat(opened.key(), opened.task(), pulse -> {
                if (pulse == Store.Pulse.NONE) {
                    over = true;
                } else if (pulse == Store.Pulse.CANCEL_REQUESTED && heedsCancel && !over) {
                    over = true;
                    String mark = mark();
                    send(new SwfInput.ActivityCanceled(0, opened.task(), Optional.of(Payload.of(mark))), mark);
                }
            });
            errands.after(SECOND, () -> beat(rounds - 1, heedsCancel));
        }

        private String mark() {
            return "mark:a" + marks++;
        }

        private void answer(boolean badly) {
            once(badly);
            if (fails(120)) {
                errands.after(Seeds.between(random, 0, 2 * SECOND), () -> once(badly));
            }
        }

        private void once(boolean badly) {
            String mark = mark();
            Optional<Payload> payload = Optional.of(Payload.of(mark));
            send(
                    badly
                            ? new SwfInput.ActivityFailed(0, opened.task(), Optional.of("planned"), payload)
                            : new SwfInput.ActivityCompleted(0, opened.task(), payload),
                    mark);
        }

        private void send(SwfInput input, String mark) {
            errands.report(opened.key(), input, (answer, inDoubt) -> {
                world.around()
                        .trace()
                        .note(mark + " for " + opened.task() + ": "
                                + answer.getClass().getSimpleName());
                if (answer instanceof Reply.Accepted) {
                    world.promises().completed(task.token(), mark, opened);
                } else if (answer instanceof Reply.TaskClosed) {
                    world.around().marks().reach(Mark.ACTIVITY_OVER_REFUSED);
                } else {
                    world.violations().add("I1", opened, mark + " was answered with " + answer);
                }
            });
        }
    }
}
