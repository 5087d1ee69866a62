package dev.stepwell.execution.turns;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.NamePassing;
import dev.stepwell.execution.ports.SwfBirths;
import dev.stepwell.execution.ports.Trail;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first turn of the run that another one continues as: the one thing that touches a second execution in the same commit (law 5), so that
 * the workflow id is never nobody's and never two runs'.
 */
final class Heirs {
    private final Machinery machinery;

    Heirs(Machinery machinery) {
        this.machinery = machinery;
    }

    /**
     * A run that begins with the end of another.
     *
     * @param facts what it is
     * @param effects what is to be carried out for it after the commit
     * @param commit its first turn
     */
    record Heir(StartFacts facts, List<Effect> effects, TurnCommit commit) {
        ExecutionKey key() {
            return commit.key();
        }

        List<JournalRecord> records() {
            return commit.records();
        }
    }

    /**
     * The successor that a turn asks for, if it does.
     *
     * @param facts what the run is that ends
     * @param owner the node that owns both
     * @param turn the one that ends it
     */
    Optional<Heir> of(ExecutionKey key, StartFacts facts, Incarnation owner, List<Effect> effects, Turn turn) {
        for (Effect effect : effects) {
            if (effect instanceof SwfEffect.Succeed succeed) {
                Birth birth = SwfBirths.heir(facts, succeed.runId(), succeed.settings(), succeed.input(), turn.now());
                ExecutionKey heir = new ExecutionKey(key.tenant(), ExecutionId.of(succeed.runId()));
                return Optional.of(
                        born(heir, birth, owner, turn, machinery.programs().programOf(heir, birth.facts())));
            }
        }
        return Optional.empty();
    }

    private <S> Heir born(ExecutionKey key, Birth birth, Incarnation owner, Turn turn, Program<S> program) {
        Turn first = new Turn(
                turn.now(),
                turn.seed(),
                machinery.sealers().of(key, birth.facts().tokenKey()),
                turn.limits());
        Outcome<S> outcome = program.machine()
                .handle(program.fresh(), List.of(new Input.Start(birth.facts(), birth.input())), first);
        TurnCommit commit = new TurnCommit(
                key,
                Live.Standing.unborn(owner).fence(),
                Optional.of(birth),
                outcome.records(),
                outcome.effects().stream().filter(Effects::isRow).toList(),
                Map.of(),
                Optional.empty());
        return new Heir(birth.facts(), outcome.effects(), commit.followed(Trail.unlogged(birth.facts())));
    }

    /** What becomes of the name of an execution that ends: of a run of SWF it is free, or its successor's. */
    static Optional<NamePassing> passing(StartFacts facts, List<Effect> effects, Optional<Heir> heir) {
        boolean ends = effects.stream().anyMatch(Effect.Close.class::isInstance);
        return ends && facts.swf().isPresent()
                ? Optional.of(new NamePassing(
                        facts.region(), facts.namedUnder(), facts.distinctName(), heir.map(Heir::commit)))
                : Optional.empty();
    }
}
