package dev.stepwell.clients.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.clients.OneServer;
import dev.stepwell.clients.Runs;
import dev.stepwell.clients.Tenant;
import dev.stepwell.rig.house.House;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.EventType;

/** Where functions are invoked nowhere, none can be scheduled. */
class NowhereTest {
    private static final String DOMAIN = "nowhere";

    /** What is provoked here. */
    static final Cause CAUSE = new Cause("ScheduleLambdaFunctionFailed", "LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION");

    @Test
    void noFunctionIsScheduled() {
        try (House house = OneServer.start("none");
                SwfClient swf = new Tenant(house.credentials(), 0).swf()) {
            new Types(swf, DOMAIN).register();
            String runId = swf.startWorkflowExecution(r -> r.domain(DOMAIN)
                            .workflowId("one")
                            .workflowType(t -> t.name(Types.NAME).version(Types.WHOLE))
                            .taskList(l -> l.name("one"))
                            .lambdaRole("arn:aws:iam::000000000000:role/functions"))
                    .runId();
            String token = swf.pollForDecisionTask(r -> r.domain(DOMAIN).taskList(l -> l.name("one")))
                    .taskToken();
            swf.respondDecisionTaskCompleted(r -> r.taskToken(token).decisions(Decide.function("f")));
            Runs.Run run = new Runs(swf, DOMAIN).of("one", runId);
            run.await(EventType.SCHEDULE_LAMBDA_FUNCTION_FAILED);
            assertThat(run.events().stream()
                            .map(Cause::of)
                            .flatMap(Optional::stream)
                            .collect(Collectors.toList()))
                    .containsExactly(CAUSE);
            assertThat(run.of(EventType.LAMBDA_FUNCTION_SCHEDULED)).isEmpty();
        }
    }
}
