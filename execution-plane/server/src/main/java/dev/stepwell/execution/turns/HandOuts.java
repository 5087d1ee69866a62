package dev.stepwell.execution.turns;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Hands tasks out in the very turn that schedules them, when workers of their lines wait on this node: one commit instead of
 * two. To the machine it is a hand-out like any other.
 */
final class HandOuts {
    /** The most tasks that one turn hands out; the others are offered. */
    private static final int MOST = 64;

    private HandOuts() {}

    /**
     * A worker that is to get a task once the turn is durable.
     *
     * @param worker who
     * @param task what is to be said, unless the machine had something against it
     */
    record Promise(Effects.Taker worker, Optional<Reply.HandedOut> task) {
        /** The turn is durable. */
        void keep() {
            task.ifPresentOrElse(worker::handedOut, worker::askItself);
        }

        /** The turn is not. */
        void takeBack() {
            worker.waitOn();
        }
    }

    /**
     * An outcome with the hand-outs that could be added to it.
     *
     * @param promises what is to be said to workers when it is durable
     */
    record Extended<S>(Outcome<S> outcome, List<Promise> promises) {}

    /**
     * Adds hand-outs to an outcome.
     *
     * @param calls the first call id that is free
     * @param workers the worker that waits for such a task, who waits no longer
     * @param turn another one of the same time
     */
    static <S> Extended<S> extend(
            ExecutionKey key,
            Program<S> program,
            Outcome<S> outcome,
            long calls,
            Function<Offer, Optional<Effects.Taker>> workers,
            Turn turn) {
        List<Input> inputs = new ArrayList<>();
        List<Effects.Taker> takers = new ArrayList<>();
        if (outcome.effects().stream().noneMatch(HandOuts::leavesNoRoom)) {
            for (Effect effect : outcome.effects()) {
                Optional<Offer> offer = takers.size() < MOST ? Effects.offer(key, effect) : Optional.empty();
                if (offer.isPresent()) {
                    workers.apply(offer.get()).ifPresent(taker -> {
                        inputs.add(new Input.HandOut(
                                calls + takers.size(), offer.get().task(), taker.worker(), taker.question()));
                        takers.add(taker);
                    });
                }
            }
        }
        if (takers.isEmpty()) {
            return new Extended<>(outcome, List.of());
        }
        try {
            return joined(outcome, program.machine().handle(outcome.state(), inputs, turn), takers, calls);
        } catch (RuntimeException | StackOverflowError e) {
            takers.forEach(Effects.Taker::waitOn);
            throw e;
        }
    }

    /** What was cut short goes on first, and what has ended hands nothing out. */
    private static boolean leavesNoRoom(Effect effect) {
        return effect instanceof Effect.GoOn || effect instanceof Effect.Close;
    }

    private static <S> Extended<S> joined(Outcome<S> first, Outcome<S> second, List<Effects.Taker> takers, long calls) {
        List<Promise> promises = new ArrayList<>();
        for (int i = 0; i < takers.size(); i++) {
            long call = calls + i;
            Optional<Reply.HandedOut> task = second.replies().stream()
                    .filter(reply -> reply.call() == call)
                    .flatMap(reply -> reply.answer() instanceof Reply.HandedOut out ? Stream.of(out) : Stream.empty())
                    .findFirst();
            promises.add(new Promise(takers.get(i), task));
        }
        Set<TaskRef> handedOut = new HashSet<>();
        second.effects().forEach(effect -> {
            if (effect instanceof Effect.TaskHandedOut out) {
                handedOut.add(out.task());
            }
        });
        List<JournalRecord> records = new ArrayList<>(first.records());
        records.addAll(second.records());
        List<Effect> effects = new ArrayList<>(first.effects());
        effects.removeIf(effect -> effect instanceof Effect.OfferActivity offer && handedOut.contains(offer.task()));
        effects.addAll(second.effects());
        return new Extended<>(new Outcome<>(second.state(), records, effects, first.replies()), promises);
    }
}
