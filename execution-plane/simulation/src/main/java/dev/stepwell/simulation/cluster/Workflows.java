package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.swf.SwfMachine;
import dev.stepwell.engine.swf.SwfRun;
import dev.stepwell.engine.swf.SwfSnapshot;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.definitions.SwfProgram;
import dev.stepwell.execution.turns.Program;
import dev.stepwell.execution.turns.Programs;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.audit.TwiceAsked;
import dev.stepwell.simulation.audit.Violations;
import dev.stepwell.simulation.audit.WatchedMachine;
import java.util.List;
import java.util.Optional;

/** Runs of workflows beside the state machines: the production program, watched while it decides. */
record Workflows(Programs others, Machine<SwfRun> machine) implements Programs {
    /**
     * Every turn is decided a second time on a state that was written down and read again, so that a restart after any step is seen to
     * change nothing.
     */
    static Workflows beside(Programs others, Seams seams, Violations violations, WatchedMachine.Watch<SwfRun> watch) {
        Machine<SwfRun> asked = new TwiceAsked<>(
                seams.workflows(new SwfMachine()), Workflows::askedAgainAt, 1, Workflows::copy, violations);
        return new Workflows(others, new WatchedMachine<>(asked, List.of(watch)));
    }

    /** A run that has closed is not written down but folded from its records. */
    private static long askedAgainAt(SwfRun run) {
        return run.closeStatus().isPresent() ? 0 : run.seq();
    }

    private static SwfRun copy(SwfRun run) {
        return SwfSnapshot.read(run.facts(), SwfSnapshot.write(run)).orElseThrow();
    }

    @Override
    public Program<?> programOf(ExecutionKey key, StartFacts facts) {
        return facts.swf().isPresent() ? new Watched(new SwfProgram(facts), machine) : others.programOf(key, facts);
    }

    private record Watched(SwfProgram program, Machine<SwfRun> machine) implements Program<SwfRun> {
        @Override
        public SwfRun fresh() {
            return program.fresh();
        }

        @Override
        public boolean heedsBeats(SwfRun run) {
            return program.heedsBeats(run);
        }

        @Override
        public long weight(SwfRun run) {
            return program.weight(run);
        }

        @Override
        public Optional<Freezer<SwfRun>> freezer() {
            return program.freezer();
        }
    }
}
