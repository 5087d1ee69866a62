package dev.stepwell.simulation.cluster;

import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.simulation.world.Life;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Seeds;
import dev.stepwell.simulation.world.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The nodes, and whoever starts their processes again when they die. */
final class Cluster {
    private static final long SECOND = 1_000_000;

    private final World world;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final List<Seat> seats = new ArrayList<>();
    private @Nullable Outside outside;

    /** The place of a node across its lives. */
    private static final class Seat {
        final String name;
        int lives;

        @Nullable
        SimNode node;

        Seat(String name) {
            this.name = name;
        }
    }

    Cluster(World world) {
        this.world = world;
        this.timeline = world.around().timeline();
        this.random = world.random("cluster");
        for (int i = 0; i < world.scenario().nodes; i++) {
            seats.add(new Seat(String.valueOf((char) ('a' + i))));
        }
    }

    /** Boots all nodes; their functions live out there. */
    void start(Outside there) {
        outside = there;
        seats.forEach(seat -> boot(seat, there));
    }

    private void boot(Seat seat, Outside there) {
        String name = seat.name + ++seat.lives;
        Life life = new Life(timeline, name, defect -> defect(name, defect));
        SimNode node = new SimNode(world, there, life, seat.name, skew());
        seat.node = node;
        world.around().trace().note(name + " boots");
        life.after(0, () -> {
            try {
                node.start();
            } catch (StoreException unreachable) {
                end(seat, Seeds.between(random, SECOND / 10, 2 * SECOND));
            }
        });
    }

    private Duration skew() {
        if (!world.scenario().drawn.skew()) {
            return Duration.ZERO;
        }
        Duration skew = Duration.ofMillis(Seeds.between(random, -3_600_000, 3_600_000));
        return world.scenario().faults.skew() ? skew : Duration.ZERO;
    }

    private void defect(String life, Throwable defect) {
        StackTraceElement[] stack = defect.getStackTrace();
        world.violations().add("defect", life, defect + (stack.length > 0 ? " at " + stack[0] : ""));
    }

    private void end(Seat seat, long down) {
        SimNode node = seat.node;
        if (node != null) {
            node.life.end();
            seat.node = null;
            world.around().trace().note(node.life.name() + " is dead");
            Outside there = outside;
            if (there != null) {
                timeline.after(down, () -> boot(seat, there));
            }
        }
    }

    private Optional<Seat> anySeat() {
        List<Seat> up = seats.stream().filter(seat -> seat.node != null).toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(up.get(random.nextInt(up.size())));
    }

    /** Kills a node. */
    void crash() {
        anySeat().ifPresent(seat -> {
            world.around().marks().reach(Mark.CRASH);
            end(seat, Seeds.between(random, SECOND / 10, 12 * SECOND));
        });
    }

    /** Lets a node stand still. */
    void pause() {
        anySeat().map(seat -> seat.node).ifPresent(node -> {
            long span = Seeds.between(random, SECOND, 18 * SECOND);
            if (span > 6 * SECOND) {
                world.around().marks().reach(Mark.PAUSE);
            }
            world.around().trace().note(node.life.name() + " stands still");
            node.life.pause(span);
        });
    }

    /** Lets a node leave in good order. */
    void leave() {
        anySeat().ifPresent(seat -> {
            SimNode node = seat.node;
            if (node != null) {
                node.life.after(
                        0,
                        () -> node.leave(() -> {
                            world.around().marks().reach(Mark.LEFT);
                            end(seat, Seeds.between(random, SECOND / 10, 5 * SECOND));
                        }));
                timeline.after(20 * SECOND, () -> {
                    if (seat.node == node) {
                        end(seat, SECOND);
                    }
                });
            }
        });
    }

    /** Cuts a node off from the others. */
    void cut() {
        anySeat()
                .ifPresent(seat ->
                        world.around().weather().cut(seat.name + ":1", Seeds.between(random, SECOND, 12 * SECOND)));
    }

    /**
     * Asks any node for something, as a gateway does. {@code then} is called once: with the answer, or with what went wrong, be it that
     * nobody answered within the patience.
     */
    <T> void ask(
            RandomGenerator by,
            long patience,
            Function<SimNode, CompletionStage<T>> question,
            BiConsumer<@Nullable T, @Nullable Throwable> then) {
        Once<T> once = new Once<>(then);
        timeline.after(patience, () -> once.end(null, new NoAnswer()));
        List<Seat> up = seats.stream().filter(seat -> seat.node != null).toList();
        SimNode node = up.isEmpty() ? null : up.get(by.nextInt(up.size())).node;
        if (node == null) {
            timeline.after(SECOND / 100, () -> once.end(null, new NoAnswer()));
            return;
        }
        long way = Seeds.between(by, 200, 3_000);
        node.life.after(
                way,
                () -> put(question, node).whenComplete((answer, failure) -> {
                    if (!node.life.isDead()) {
                        timeline.after(way, () -> once.end(answer, failure));
                    }
                }));
    }

    private static <T> CompletionStage<T> put(Function<SimNode, CompletionStage<T>> question, SimNode node) {
        try {
            return question.apply(node);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** Nobody answered: what was asked for may have been done. */
    static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoAnswer() {
            super("no answer", null, false, false);
        }
    }

    private static final class Once<T> {
        private final BiConsumer<@Nullable T, @Nullable Throwable> then;
        private boolean ended;

        Once(BiConsumer<@Nullable T, @Nullable Throwable> then) {
            this.then = then;
        }

        void end(@Nullable T answer, @Nullable Throwable failure) {
            if (!ended) {
                ended = true;
                then.accept(answer, failure);
            }
        }
    }
}
