package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Uuid7;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Seeds;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Those who start and stop executions. They try again until they know. */
final class Clients {
    private static final long SECOND = 1_000_000;
    private static final long PATIENCE = 15 * SECOND;

    private final World world;
    private final Cluster cluster;
    private final RandomGenerator random;
    private final Steering steering;
    private final Set<String> stopAsked = new HashSet<>();
    private int busy;
    private int acknowledged;

    Clients(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
        this.random = world.random("clients");
        this.steering = new Steering(world, cluster);
    }

    /** Whether a stop was ever asked for, so that the execution may have been aborted. */
    boolean mayBeStopped(String arn) {
        return stopAsked.contains(arn);
    }

    boolean isDone() {
        return busy == 0 && steering.isDone();
    }

    /** What the program of an execution was given: of one that was forked, what its origin was. */
    String inputOf(String arn, String own) {
        return steering.inputOf(arn, own);
    }

    int acknowledged() {
        return acknowledged;
    }

    void start() {
        for (Scenario.Start start : world.scenario().starts) {
            busy++;
            Starting starting = new Starting(start);
            world.around().timeline().after(start.at(), starting::ask);
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** One StartExecution, tried until its fate is known. */
    private final class Starting {
        private final Scenario.Start start;
        private boolean inDoubt;

        Starting(Scenario.Start start) {
            this.start = start;
        }

        void ask() {
            cluster.ask(random, PATIENCE, this::begin, this::answered);
        }

        /** What the endpoint of a node does: every try is another execution that wants the name. */
        private CompletionStage<ExecutionKey> begin(SimNode node) {
            ExecutionKey key = new ExecutionKey(
                    Scenario.TENANT,
                    new ExecutionId(Uuid7.make(node.shell.ports().clock().now().toEpochMilli(), random)));
            Birth birth = new Birth(
                    Scenario.REGION,
                    Scenario.ACCOUNT,
                    world.scenario()
                            .facts(start.program(), start.name(), world.tokens().currentKey()),
                    Payload.of(start.input()),
                    node.shell.ports().clock().now());
            return node.shell.turns().start(key, birth).thenApply(accepted -> key);
        }

        private void answered(@Nullable ExecutionKey key, @Nullable Throwable failure) {
            Throwable why = cause(failure);
            if (key != null) {
                world.violations()
                        .require(
                                world.journal().isDurable(key),
                                "law 9",
                                start.name(),
                                "its start was acknowledged before it was durable");
                started(key);
            } else if (why instanceof NotDone.NameTaken taken) {
                nameTaken(taken.holder());
            } else {
                inDoubt = inDoubt || !(why instanceof NotDone.Overloaded);
                world.around().timeline().after(Seeds.between(random, SECOND / 20, 2 * SECOND), this::ask);
            }
        }

        private void nameTaken(ExecutionRow holder) {
            boolean same = holder.input().equals(Payload.of(start.input()));
            if (same) {
                world.around().marks().reach(inDoubt ? Mark.START_AFTER_DOUBT : Mark.START_REPEATED);
                started(holder.key());
            } else {
                world.around().marks().reach(Mark.NAME_REFUSED);
                busy--;
            }
        }

        private void started(ExecutionKey key) {
            String arn =
                    world.scenario().facts(start.program(), start.name(), 1).executionArn();
            acknowledged++;
            steering.follow(start, key);
            world.around().trace().note("start of " + start.name() + " is acknowledged as " + key);
            world.ledger().started(start.program().name() + " " + start.name() + " " + start.input(), arn);
            if (start.stopAt() > 0) {
                stopAsked.add(arn);
                long wait = start.stopAt() - world.around().timeline().micros();
                world.around().timeline().after(wait, () -> stop(arn, key, false));
            } else {
                busy--;
            }
        }

        private void stop(String arn, ExecutionKey key, boolean again) {
            Input.Stop stop = new Input.Stop(0, Optional.of("E.Stopped"), Optional.of("enough"));
            cluster.ask(random, PATIENCE, node -> node.shell.calls().call(key, stop), (answer, failure) -> {
                if (answer instanceof Reply.Stopped) {
                    world.around().marks().reach(again ? Mark.STOPPED_TWICE : Mark.STOPPED);
                    world.ledger().stopped(arn);
                    world.violations()
                            .require(
                                    world.journal().hasEnded(key),
                                    "law 9",
                                    arn,
                                    "its stop was acknowledged and it runs");
                    if (!again && random.nextBoolean()) {
                        stop(arn, key, true);
                    } else if (start.redriven()) {
                        redrive(arn, key);
                    } else {
                        busy--;
                    }
                } else {
                    world.around()
                            .timeline()
                            .after(Seeds.between(random, SECOND / 20, 2 * SECOND), () -> stop(arn, key, again));
                }
            });
        }

        /** Asked until it is answered; a repeat is known by its token. */
        private void redrive(String arn, ExecutionKey key) {
            Input.Redrive redrive = new Input.Redrive(0, Optional.of("again"));
            cluster.ask(random, PATIENCE, node -> node.shell.calls().call(key, redrive), (answer, failure) -> {
                if (answer instanceof Reply.Redriven) {
                    world.around().marks().reach(Mark.REDRIVEN);
                    world.violations()
                            .require(
                                    world.journal().isRedriven(key),
                                    "law 9",
                                    arn,
                                    "its redrive was acknowledged before it was durable");
                    busy--;
                } else if (answer instanceof Reply.NotRedrivable) {
                    world.around().marks().reach(Mark.REDRIVE_REFUSED);
                    busy--;
                } else {
                    world.around()
                            .timeline()
                            .after(Seeds.between(random, SECOND / 20, 2 * SECOND), () -> redrive(arn, key));
                }
            });
        }
    }
}
