package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Has a machine decide over the inputs that wait. Writes nothing. */
final class TurnMaking {
    private final Store store;
    private final Clock clock;
    private final Rng rng;
    private final Machinery machinery;
    private final Inboxes inboxes;
    private final Heirs heirs;

    TurnMaking(Store store, Clock clock, Rng rng, Machinery machinery) {
        this.store = store;
        this.clock = clock;
        this.rng = rng;
        this.machinery = machinery;
        this.inboxes = new Inboxes(store);
        this.heirs = new Heirs(machinery);
    }

    /**
     * A decision on its way to the store.
     *
     * @param before what it was made from; its state is used up
     * @param outcome what the machine said
     * @param effects what is to be carried out after the commit, which may be more than the machine said now
     * @param beatsSeen the heartbeats that the closing of tasks relied on
     * @param moreLetters whether there is more in the inbox than one turn takes in
     * @param promises the workers that get tasks by it
     * @param heir the execution that begins with the end of this one
     */
    record Decision<S>(
            Live<S> before,
            Outcome<S> outcome,
            List<Effect> effects,
            Map<TaskRef, Instant> beatsSeen,
            boolean moreLetters,
            List<HandOuts.Promise> promises,
            Optional<Heirs.Heir> heir) {
        /** The effects that are rows. */
        List<Effect> rows() {
            return effects.stream().filter(Effects::isRow).toList();
        }

        /** What is to be carried out: a task that has been handed out in this very turn is on offer to nobody. */
        List<Effect> toCarryOut() {
            Set<TaskRef> handedOut = new HashSet<>();
            effects.forEach(effect -> {
                if (effect instanceof Effect.TaskHandedOut out) {
                    handedOut.add(out.task());
                }
            });
            return handedOut.isEmpty()
                    ? effects
                    : effects.stream()
                            .filter(e -> !(e instanceof SwfEffect.OfferTask offer && handedOut.contains(offer.task())))
                            .toList();
        }

        /** Whether nothing happened that would have to be written. */
        boolean changesNothing() {
            return outcome.records().isEmpty() && effects.stream().noneMatch(Effects::isRow);
        }
    }

    /**
     * Decides.
     *
     * @param repeat whether all effects that the execution waits for are to be carried out (again), not only the new ones
     * @param workers the worker that waits for such a task
     */
    <S> Decision<S> decide(
            ExecutionKey key,
            Live<S> live,
            List<Waiting> batch,
            boolean repeat,
            Function<Offer, Optional<Effects.Taker>> workers) {
        boolean wakes = batch.stream().anyMatch(w -> w.input() instanceof Input.Wake);
        boolean heedsBeats = wakes && live.program().heedsBeats(live.state());
        Map<TaskRef, Beat> beats = heedsBeats ? store.beats(key) : Map.of();
        boolean asked = batch.stream().anyMatch(w -> w.input() instanceof Input.Inbox);
        Inboxes.Opened inbox = asked ? inboxes.open(key) : Inboxes.Opened.NOTHING;
        Instant now = clock.now();
        Turn turn = new Turn(
                now.isBefore(live.standing().lastAt()) ? live.standing().lastAt() : now,
                rng.generator().nextLong(),
                machinery.sealers().of(key, live.facts().tokenKey()),
                machinery.bounds().limits(key.tenant()));
        List<Input> inputs = inputs(batch, beats, inbox);
        Outcome<S> alone = machinery
                .computing()
                .compute(key.tenant(), () -> live.program().machine().handle(live.state(), inputs, turn));
        HandOuts.Extended<S> extended =
                HandOuts.extend(key, live.program(), alone, batch.size() + 1L, workers, again(turn));
        Outcome<S> outcome = extended.outcome();
        Set<Effect> effects = new LinkedHashSet<>(outcome.effects());
        if (repeat) {
            List<Effect> pending = live.program().machine().pending(outcome.state(), turn);
            pending.stream()
                    .filter(effect -> !Effects.isRow(effect) || isAskedAgain(effect))
                    .forEach(effects::add);
        }
        if (wakes) {
            nextWake(live, outcome, effects, turn).ifPresent(effects::add);
        }
        Map<TaskRef, Instant> seen = heedsBeats ? beatsSeen(outcome, beats) : Map.of();
        Optional<Heirs.Heir> heir =
                heirs.of(key, live.facts(), live.standing().owner(), outcome.effects(), again(turn));
        return new Decision<>(live, outcome, List.copyOf(effects), seen, inbox.more(), extended.promises(), heir);
    }

    /** Rows that are carried out as well, and change nothing where they are there already. */
    private static boolean isAskedAgain(Effect effect) {
        return effect instanceof Effect.WakeAt || effect instanceof SwfEffect.OfferTask;
    }

    /** The same time and another seed: nothing is to be drawn twice. */
    private Turn again(Turn turn) {
        return new Turn(turn.now(), rng.generator().nextLong(), turn.sealer(), turn.limits());
    }

    /**
     * When to wake next, after a wake-up that may have come too early: the row that caused it stays due until a turn replaces it or
     * takes it away (by a wake-up at {@link Instant#MAX}).
     */
    private static <S> Optional<Effect> nextWake(Live<S> live, Outcome<S> outcome, Set<Effect> effects, Turn turn) {
        boolean said = effects.stream().anyMatch(e -> e instanceof Effect.WakeAt || e instanceof Effect.Close);
        if (said || live.standing().ended()) {
            return Optional.empty();
        }
        Instant due = live.program().machine().pending(outcome.state(), turn).stream()
                .flatMap(effect -> effect instanceof Effect.WakeAt wake ? Stream.of(wake.due()) : Stream.empty())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        boolean known = live.standing().armed().filter(due::equals).isPresent() && due.isAfter(turn.now());
        return known ? Optional.empty() : Optional.of(new Effect.WakeAt(due));
    }

    /** Each input with its place in the batch, counted from 1, as its call id; one of a kind of prompt stands for many. */
    private static List<Input> inputs(List<Waiting> batch, Map<TaskRef, Beat> beats, Inboxes.Opened inbox) {
        List<Input> inputs = new ArrayList<>(batch.size());
        Set<Class<?>> prompts = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            Input input = batch.get(i).numbered(i + 1L);
            if (Waiting.isPrompt(input) && !prompts.add(input.getClass())) {
                continue;
            }
            inputs.add(filled(input, beats, inbox));
        }
        return inputs;
    }

    /** A prompt with what it is about, which has just been read. */
    private static Input filled(Input input, Map<TaskRef, Beat> beats, Inboxes.Opened inbox) {
        if (input instanceof Input.Wake) {
            return new Input.Wake(beats);
        }
        return input instanceof Input.Inbox ? new Input.Inbox(inbox.letters()) : input;
    }

    private static Map<TaskRef, Instant> beatsSeen(Outcome<?> outcome, Map<TaskRef, Beat> beats) {
        Map<TaskRef, Instant> seen = new HashMap<>();
        for (Effect effect : outcome.effects()) {
            if (effect instanceof Effect.CloseTask close) {
                Beat last = beats.get(close.task());
                seen.put(close.task(), last == null ? Instant.EPOCH : last.at());
            }
        }
        return seen;
    }
}
