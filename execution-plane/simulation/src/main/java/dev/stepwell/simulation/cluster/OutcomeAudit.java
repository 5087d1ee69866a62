package dev.stepwell.simulation.cluster;

import dev.stepwell.simulation.audit.SeenExecution;
import dev.stepwell.simulation.audit.Violations;
import dev.stepwell.simulation.program.Outcome;
import dev.stepwell.simulation.program.Outcomes;
import dev.stepwell.simulation.program.Program;
import dev.stepwell.simulation.program.Script;
import java.util.function.Predicate;

/** Holds the ends of executions against what their programs must come to (I5). */
final class OutcomeAudit {
    private final Scenario scenario;
    private final Violations violations;
    private final Predicate<String> mayBeStopped;

    OutcomeAudit(Scenario scenario, Violations violations, Predicate<String> mayBeStopped) {
        this.scenario = scenario;
        this.violations = violations;
        this.mayBeStopped = mayBeStopped;
    }

    void check(SeenExecution execution) {
        if (execution.status().equals("RUNNING")) {
            violations.add("I1", execution.arn(), "it has not ended");
            return;
        }
        String machine = execution.arn().split(":", 8)[6];
        if (machine.equals(Program.CHILD)) {
            checkChild(execution);
            return;
        }
        Outcomes possible =
                scenario.program(machine).outcomes(execution.events().get(0).text());
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
