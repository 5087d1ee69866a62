package dev.stepwell.engine.swf;

import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.names.ExecutionId;
import java.util.List;
import java.util.Optional;

/** A decider, workers and other executions that bring any run to an end: whatever is open is done, and then the run completes. */
final class Autopilot {
    private final SwfWorld world;

    Autopilot(SwfWorld world) {
        this.world = world;
    }

    void bringToAnEnd() {
        world.handle(new Input.Continue());
        for (int steps = 0; steps < 1_000 && world.run.isOpen(); steps++) {
            step();
        }
    }

    private void step() {
        SwfRun run = world.run;
        DecisionTask task = run.decisionTask;
        if (task != null) {
            decide(task);
        } else if (!run.activities.isEmpty()) {
            ActivityTask activity = run.activities.values().iterator().next();
            world.complete(activity.scheduled().activityId(), Optional.empty());
        } else if (!run.lambdas.isEmpty()) {
            TaskRef lambda = run.lambdas.values().iterator().next().ref();
            world.handle(new Input.TaskSucceeded(0, lambda, Payload.of("{}")));
        } else if (!run.externals.isEmpty()) {
            world.handle(new SwfInput.ExternalUnknown(
                    run.externals.keySet().iterator().next()));
        } else if (!run.children.isEmpty()) {
            world.handle(new Input.Inbox(
                    List.of(ended(run.children.values().iterator().next()))));
        } else if (Deadlines.next(run).isPresent()) {
            world.pass(3_600); // a timer, or the end of the run's own time
        } else {
            world.handle(new SwfInput.Signal(world.call(), "wake up", Optional.empty(), Optional.empty()));
        }
    }

    /** Decides nothing while something is open, and else to complete. */
    private void decide(DecisionTask task) {
        if (task.phase() == DecisionTask.Phase.STARTED && task.due().isPresent()) {
            world.pass(60); // its decider is gone
            return;
        }
        SwfRun run = world.run;
        boolean open = !run.activities.isEmpty()
                || !run.lambdas.isEmpty()
                || !run.externals.isEmpty()
                || !run.children.isEmpty()
                || !run.timers.isEmpty();
        world.decide(
                open ? List.of() : List.of(Sent.admitted(new Decision.CompleteWorkflowExecution(Optional.empty()))));
    }

    private Letter ended(Child child) {
        return new Letter.ChildEnded(
                new Letter.Slip(
                        ExecutionId.of(SwfWorld.RUN_ID), Letter.Kind.CHILD_ENDED, new TaskRef(child.eventId(), 0)),
                SwfWorld.facts(child.initiated().settings(), Optional.empty()),
                RunStatus.SUCCEEDED,
                world.now,
                world.now,
                Payload.of(""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(CloseStatus.COMPLETED));
    }
}
