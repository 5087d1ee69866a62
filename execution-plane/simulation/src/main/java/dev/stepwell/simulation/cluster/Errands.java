package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.tasks.Poll;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.world.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What programs of Amazon SWF ask of a cluster, tried until it is known what came of it. */
final class Errands {
    private static final long SECOND = 1_000_000;
    private static final long PATIENCE = 16 * SECOND;
    private static final int ALL = 100_000;

    private final World world;
    private final Cluster cluster;
    private final RandomGenerator random;

    Errands(World world, Cluster cluster, RandomGenerator random) {
        this.world = world;
        this.cluster = cluster;
        this.random = random;
    }

    /** Brings an input to a run, again until it is answered; hears the answer, and whether an earlier try was not. */
    void report(ExecutionKey key, Input input, Answered then) {
        report(key, input, then, false);
    }

    /** Hears an answer. */
    interface Answered {
        /** @param inDoubt whether an earlier try may have been taken */
        void answered(Reply.Answer answer, boolean inDoubt);
    }

    private void report(ExecutionKey key, Input input, Answered then, boolean inDoubt) {
        cluster.ask(random, PATIENCE, node -> node.shell.calls().call(key, input), (answer, failure) -> {
            if (answer != null) {
                then.answered(answer, inDoubt);
            } else {
                soon(() -> report(key, input, then, true));
            }
        });
    }

    /** Asks for a task of a line, again and again. */
    void work(String identity, TaskLine line, Consumer<Reply.HandedOut> worker) {
        long hold = Seeds.between(random, 5 * SECOND, 20 * SECOND);
        cluster.<Optional<Reply.HandedOut>>ask(
                random,
                hold + 5 * SECOND,
                node -> {
                    Poll poll = node.shell
                            .polls()
                            .poll(Scenario.TENANT, line, Optional.of(identity), Duration.ofMillis(hold / 1_000));
                    if (Seeds.chance(random, 20)) {
                        node.life.after(hold / 2, poll::giveUp);
                    }
                    return poll.answer();
                },
                (task, failure) -> {
                    if (task != null && task.isPresent()) {
                        worker.accept(task.get());
                    }
                    after(Seeds.between(random, 1_000, 300_000), () -> work(identity, line, worker));
                });
    }

    /** Reads the history of a run up to an event; gives up after some tries. */
    void history(ExecutionKey key, long upTo, int tries, Consumer<List<JournalRecord>> then) {
        cluster.<List<JournalRecord>>ask(
                random,
                PATIENCE,
                node -> CompletableFuture.completedFuture(
                        node.shell.ports().store().events(key, new Store.EventQuery(1, ALL, false))),
                (events, failure) -> {
                    if (events != null) {
                        then.accept(events.stream()
                                .filter(event -> event.eventId() <= upTo)
                                .toList());
                    } else if (tries > 0) {
                        soon(() -> history(key, upTo, tries - 1, then));
                    }
                });
    }

    /** Gives a sign of life; hears what the store said to it, if it said anything. */
    void beat(ExecutionKey key, dev.stepwell.engine.turn.TaskRef task, Consumer<Store.Pulse> then) {
        cluster.<Store.Pulse>ask(
                random,
                3 * SECOND,
                node -> CompletableFuture.completedFuture(
                        node.shell.ports().store().beat(key, task, Optional.of("here"))),
                (pulse, failure) -> {
                    if (pulse != null) {
                        then.accept(pulse);
                    }
                });
    }

    void soon(Runnable task) {
        after(Seeds.between(random, SECOND / 20, 2 * SECOND), task);
    }

    void after(long micros, Runnable task) {
        world.around().timeline().after(micros, task);
    }
}
