package dev.stepwell.simulation.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.tasks.Poll;
import dev.stepwell.execution.tasks.Shift;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.simulation.program.Program;
import dev.stepwell.simulation.program.Script;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Seeds;
import dev.stepwell.simulation.world.Timeline;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Workers of activities: they ask for tasks and do what the task's script says. */
final class Workers {
    private static final long SECOND = 1_000_000;

    private final World world;
    private final Cluster cluster;
    private final Completions completions;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Set<String> handedOut = new HashSet<>();

    Workers(World world, Cluster cluster, Completions completions) {
        this.world = world;
        this.cluster = cluster;
        this.completions = completions;
        this.timeline = world.around().timeline();
        this.random = world.random("workers");
    }

    void start() {
        for (int i = 0; i < world.scenario().workers; i++) {
            String name = "worker" + i;
            String activity = "arn:aws:states:us-east-1:123456789012:activity:work" + i % 3;
            boolean stays = i % 4 == 3;
            timeline.after(
                    Seeds.between(random, 0, SECOND), stays ? () -> stay(name, activity) : () -> poll(name, activity));
        }
    }

    /** Stays with a node for a while, with little credit, which comes back some time after each task. */
    private void stay(String worker, String activity) {
        long hold = Seeds.between(random, 3 * SECOND, 20 * SECOND);
        cluster.<Boolean>ask(
                random,
                hold + 5 * SECOND,
                node -> {
                    CompletableFuture<Boolean> over = new CompletableFuture<>();
                    CompletableFuture<Shift> begun = new CompletableFuture<>();
                    Shift shift = node.shell
                            .polls()
                            .stay(
                                    Scenario.TENANT,
                                    List.of(TaskLine.ofActivity(activity)),
                                    Optional.of(worker),
                                    (line, task) -> {
                                        work(task);
                                        node.life.after(
                                                Seeds.between(random, 1_000, SECOND),
                                                () -> begun.thenAccept(s -> s.grant(1)));
                                    });
                    begun.complete(shift);
                    shift.grant(1 + random.nextInt(3));
                    node.life.after(hold, () -> {
                        shift.end();
                        over.complete(true);
                    });
                    return over;
                },
                (over, failure) -> timeline.after(Seeds.between(random, 1_000, 300_000), () -> stay(worker, activity)));
    }

    private void poll(String worker, String activity) {
        long hold = Seeds.between(random, 2 * SECOND, 12 * SECOND);
        cluster.<Optional<Reply.HandedOut>>ask(
                random,
                hold + 5 * SECOND,
                node -> {
                    Poll poll = node.shell
                            .polls()
                            .poll(
                                    Scenario.TENANT,
                                    TaskLine.ofActivity(activity),
                                    Optional.of(worker),
                                    Duration.ofMillis(hold / 1_000));
                    if (Seeds.chance(random, 30)) {
                        node.life.after(hold / 2, poll::giveUp);
                    }
                    return poll.answer();
                },
                (task, failure) -> {
                    if (task != null && task.isPresent()) {
                        work(task.get());
                    }
                    timeline.after(Seeds.between(random, 1_000, 300_000), () -> poll(worker, activity));
                });
    }

    private void work(Reply.HandedOut task) {
        String token = task.token();
        TaskTokens.Opened opened = world.tokens().open(Scenario.TENANT, token).orElseThrow();
        world.violations().require(handedOut.add(token), "I3", opened, "the same task was handed out to two workers");
        world.violations()
                .require(
                        world.journal().isHandedOut(opened.key(), opened.task()),
                        "law 9",
                        opened,
                        "it was handed out before that was durable");
        JsonNode parameters =
                Program.parse(((Reply.ActivityHandedOut) task).input().text());
        Script script = Script.of(parameters);
        Script.Act act = script.act(parameters);
        if (act == Script.Act.NOTHING) {
            if (world.around().weather().faults().workersFail()) {
                completeTooLate(opened, token, parameters, script);
            }
            return;
        }
        boolean fails = act == Script.Act.FAIL;
        long micros = script.millis() * 1_000L;
        if (script.plan() == Script.Plan.BEAT) {
            new Beating(
                            token,
                            micros / 10,
                            timeline.micros() + micros,
                            () -> completions.send(token, parameters, script, fails))
                    .next();
        } else {
            timeline.after(micros, () -> completions.send(token, parameters, script, fails));
        }
    }

    /** Looks from time to time whether the task is over, and completes it then. */
    private void completeTooLate(TaskTokens.Opened opened, String token, JsonNode parameters, Script script) {
        timeline.after(Seeds.between(random, SECOND, 5 * SECOND), () -> {
            if (world.journal().isOver(opened.key(), opened.task())) {
                completions.send(token, parameters, script, random.nextBoolean());
            } else {
                completeTooLate(opened, token, parameters, script);
            }
        });
    }

    /** A worker on a long task. */
    private final class Beating {
        private final String token;
        private final long interval;
        private final long until;
        private final Runnable done;
        private boolean over;

        Beating(String token, long interval, long until, Runnable done) {
            this.token = token;
            this.interval = interval;
            this.until = until;
            this.done = done;
        }

        void next() {
            if (over) {
                return;
            }
            if (timeline.micros() >= until) {
                done.run();
                return;
            }
            completions.beat(token, () -> {
                over = true;
                world.around().marks().reach(Mark.BEAT_REFUSED);
            });
            timeline.after(interval, this::next);
        }
    }
}
