package dev.stepwell.execution.mapruns;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.MapChild;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.names.Arn;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.Optional;

/** Who map runs and their children are. */
final class MapRunFacts {
    private MapRunFacts() {}

    static Birth run(ExecutionKey parent, StartFacts of, Effect.StartMapRun start, Instant now) {
        Arn.MapRun arn = arn(start.mapRunArn());
        String machine = arn.machine() + "/" + arn.label();
        StartFacts facts = StartFacts.of(
                        start.mapRunArn(),
                        arn.uuid(),
                        new Arn.LabelledStateMachine(arn.region(), arn.account(), arn.machine(), arn.label())
                                .toString(),
                        machine,
                        of.revisionId(),
                        of.roleArn(),
                        of.versionArn(),
                        of.aliasArn(),
                        of.traceHeader(),
                        of.tokenKey())
                .withParent(Optional.of(new ParentTask(parent.id(), start.task())))
                .withMocked(of.mocked())
                .withPriority(of.priority());
        return new Birth(arn.region(), arn.account(), facts, start.order(), now);
    }

    static Birth child(
            ExecutionKey run, StartFacts of, Effect.StartChildren.Child child, boolean express, Instant now) {
        Arn.MapRun arn = arn(of.executionArn());
        String name = ChildIds.nameOf(run, child.task());
        Arn own = express
                ? new Arn.Express(arn.region(), arn.account(), of.stateMachineName(), arn.uuid(), name)
                : new Arn.Execution(arn.region(), arn.account(), of.stateMachineName(), name);
        StartFacts facts = StartFacts.of(
                        own.toString(),
                        name,
                        of.stateMachineArn(),
                        of.stateMachineName(),
                        of.revisionId(),
                        of.roleArn(),
                        of.versionArn(),
                        of.aliasArn(),
                        of.traceHeader(),
                        of.tokenKey())
                .withParent(Optional.of(new ParentTask(run.id(), child.task())))
                .withMapChild(Optional.of(new MapChild(of.executionArn(), child.items())))
                .withMocked(of.mocked())
                .withPriority(of.priority());
        return new Birth(arn.region(), arn.account(), facts, child.input(), now);
    }

    private static Arn.MapRun arn(String text) {
        if (Arn.parse(text).orElse(null) instanceof Arn.MapRun arn) {
            return arn;
        }
        throw new IllegalStateException("not the ARN of a map run: " + text);
    }
}
