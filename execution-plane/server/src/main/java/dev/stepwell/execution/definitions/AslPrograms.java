package dev.stepwell.execution.definitions;

import dev.stepwell.asl.mock.Mocks;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.model.State;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.engine.maprun.Labels;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.LogSetting;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.execution.turns.Program;
import dev.stepwell.execution.turns.Programs;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Region;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Finds the program of an execution by the revision it was started with. */
public final class AslPrograms implements Programs {
    private final Definitions definitions;

    /** Programs of the given definitions. */
    public AslPrograms(Definitions definitions) {
        this.definitions = definitions;
    }

    @Override
    public Program<?> programOf(ExecutionKey key, StartFacts facts) {
        try {
            Caller caller = callerOf(key, facts);
            Revision revision = definitions.revision(caller, facts.revisionId());
            Mocks mocks = facts.mocked()
                    .map(mocked -> definitions.mocks(caller, mocked.revisionId()))
                    .orElse(Mocks.NONE);
            return programOf(revision.definition(), facts, mocks, revision.log());
        } catch (RuntimeException e) {
            throw new NotDone.Unavailable("the revision of the execution cannot be had: " + e.getMessage());
        }
    }

    /** The program of an execution of that definition: of the whole of it, of a Map's run, or of what a Map does with an item. */
    public static Program<?> programOf(Definition definition, StartFacts facts) {
        return programOf(definition, facts, Mocks.NONE, LogSetting.OFF);
    }

    private static Program<?> programOf(Definition definition, StartFacts facts, Mocks mocks, LogSetting log) {
        if (!facts.isMapRun() && facts.mapChild().isEmpty()) {
            return AslProgram.of(facts, definition, mocks, log);
        }
        State.MapState map = Labels.find(definition, facts.revisionId(), facts.stateMachineName())
                .orElseThrow(() -> new IllegalStateException("no Map is called " + facts.stateMachineName()));
        return facts.isMapRun()
                ? new MapRunProgram(map, facts)
                : AslProgram.of(
                        facts,
                        new Definition(
                                map.processor().flow(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                definition.queryLanguage()),
                        mocks,
                        log);
    }

    /** The execution itself as one who asks. */
    public static Caller callerOf(ExecutionKey key, StartFacts facts) {
        return new Caller(
                key.tenant(),
                new AccountId(facts.account()),
                new Region(facts.region()),
                "execution",
                Set.of(),
                key.id().toString());
    }
}
