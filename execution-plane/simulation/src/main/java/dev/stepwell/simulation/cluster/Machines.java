package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.asl.AslMachine;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.asl.AslSnapshot;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.turns.Program;
import dev.stepwell.execution.turns.Programs;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.audit.TwiceAsked;
import dev.stepwell.simulation.audit.Violations;
import dev.stepwell.simulation.audit.WatchedMachine;
import java.util.List;
import java.util.Optional;

/** The scenario's state machines as programs of the shell, watched while they decide. */
final class Machines implements Programs {
    private static final long TWICE_ASKED_EVERY = 4;

    private final Scenario scenario;
    private final Machine<AslRun> machine;
    private final Seams seams;

    Machines(Scenario scenario, Seams seams, Violations violations, List<WatchedMachine.Watch<AslRun>> watches) {
        this.scenario = scenario;
        this.seams = seams;
        Machine<AslRun> asked = new TwiceAsked<>(
                seams.machine(new AslMachine()), AslRun::seq, TWICE_ASKED_EVERY, this::copy, violations);
        this.machine = new WatchedMachine<>(asked, watches);
    }

    private AslRun copy(AslRun run) {
        return AslSnapshot.read(scenario.definition(run.facts()), AslSnapshot.write(run))
                .orElseThrow();
    }

    Seams seams() {
        return seams;
    }

    @Override
    public Program<AslRun> programOf(ExecutionKey key, StartFacts facts) {
        return new OfDefinition(facts);
    }

    private final class OfDefinition implements Program<AslRun>, Program.Freezer<AslRun> {
        private final StartFacts facts;

        OfDefinition(StartFacts facts) {
            this.facts = facts;
        }

        @Override
        public Machine<AslRun> machine() {
            return machine;
        }

        @Override
        public AslRun fresh() {
            return new AslRun(scenario.definition(facts));
        }

        @Override
        public boolean heedsBeats(AslRun state) {
            return state.watchesHeartbeats();
        }

        @Override
        public long weight(AslRun state) {
            return state.weight();
        }

        @Override
        public Optional<Freezer<AslRun>> freezer() {
            return Optional.of(this);
        }

        @Override
        public byte[] freeze(AslRun state) {
            return AslSnapshot.write(state);
        }

        @Override
        public Optional<AslRun> thaw(byte[] bytes) {
            return AslSnapshot.read(scenario.definition(facts), bytes);
        }
    }
}
