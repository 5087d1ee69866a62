package dev.stepwell.execution.definitions;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.execution.turns.Program;
import dev.stepwell.execution.turns.Programs;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Arn;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Region;
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
            return AslProgram.of(
                    facts, definitions.revision(caller, facts.revisionId()).definition());
        } catch (RuntimeException e) {
            throw new NotDone.Unavailable("the revision of the execution cannot be had: " + e.getMessage());
        }
    }

    /** The execution itself as one who asks. */
    public static Caller callerOf(ExecutionKey key, StartFacts facts) {
        Arn arn = Arn.parse(facts.executionArn())
                .orElseThrow(() -> new IllegalStateException("not an ARN: " + facts.executionArn()));
        return new Caller(
                key.tenant(),
                new AccountId(arn.account()),
                new Region(arn.region()),
                "execution",
                Set.of(),
                key.id().toString());
    }
}
