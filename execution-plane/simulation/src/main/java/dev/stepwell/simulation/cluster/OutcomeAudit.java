package dev.stepwell.simulation.cluster;

import dev.stepwell.simulation.audit.SeenExecution;
import dev.stepwell.simulation.audit.Violations;
import dev.stepwell.simulation.program.Outcome;
import dev.stepwell.simulation.program.Outcomes;
import dev.stepwell.simulation.program.Program;
import dev.stepwell.simulation.program.Script;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;

/** Holds the ends of executions against what their programs must come to (I5). */
public final class OutcomeAudit {
    private final Function<String, Program> programs;
    private final BinaryOperator<String> inputs;
    private final Violations violations;
    private final Predicate<String> mayBeStopped;

    /**
     * An auditor that notes here what it finds.
     *
     * @param programs the program of each machine, by its name
     * @param inputs what the program of an execution was given, from its ARN and its own input
     * @param mayBeStopped whether somebody asked for an execution to be stopped
     */
    public OutcomeAudit(
            Function<String, Program> programs,
            BinaryOperator<String> inputs,
            Violations violations,
            Predicate<String> mayBeStopped) {
        this.inputs = inputs;
        this.programs = programs;
        this.violations = violations;
        this.mayBeStopped = mayBeStopped;
    }

    /** Looks at one execution. */
    public void check(SeenExecution execution) {
        if (execution.status().equals("RUNNING")) {
            violations.add("I1", execution.arn(), "it has not ended");
            return;
        }
        String machine = execution.arn().split(":", 8)[6];
        if (machine.equals(Program.CHILD)) {
            checkChild(execution);
            return;
        }
        String input = inputs.apply(execution.arn(), execution.events().get(0).text());
        Outcomes possible = programs.apply(machine).outcomes(input);
        Outcome end = end(execution);
        boolean stopped = end instanceof Outcome.Aborted && mayBeStopped.test(execution.arn());
        violations.require(
                possible.open() || possible.all().contains(end) || stopped,
                "I5",
                execution.arn(),
                "it came to " + end + " and not to one of " + possible.all());
    }

    /** What a child's end means for its parent is foretold by the parent's program; that it was given up, by its letters. */
    private void checkChild(SeenExecution child) {
        Outcome end = end(child);
        boolean possible = end instanceof Outcome.Ended
                || end instanceof Outcome.Aborted
                || end.equals(new Outcome.Failed(Script.ERROR));
        violations.require(possible, "I5", child.arn(), "it came to " + end);
    }

    private static Outcome end(SeenExecution execution) {
        return switch (execution.status()) {
            case "SUCCEEDED" ->
                new Outcome.Ended(
                        Program.settled(Program.parse(execution.output().orElse("null"))));
            case "TIMED_OUT" -> new Outcome.TimedOut();
            case "ABORTED" -> new Outcome.Aborted();
            default -> new Outcome.Failed(execution.error().orElse(""));
        };
    }
}
