package dev.stepwell.clients.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.clients.OneServer;
import dev.stepwell.clients.Runs;
import dev.stepwell.clients.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.EventType;
import software.amazon.awssdk.services.swf.model.PollForDecisionTaskResponse;

/** Every way in which a decision can fail, over the wire. */
@ExtendWith(OneServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CausesTest {
    private static final String DOMAIN = "causes";

    /** What functions are called with. */
    private static final String ROLE = "arn:aws:iam::000000000000:role/functions";

    private final AtomicInteger number = new AtomicInteger();
    private final SwfClient swf;
    private final Runs runs;

    CausesTest(Tenant tenant) {
        this.swf = tenant.swf();
        this.runs = new Runs(swf, DOMAIN);
    }

    @BeforeAll
    void register() {
        new Types(swf, DOMAIN).register();
    }

    @AfterAll
    void close() {
        swf.close();
    }

    /** AWS's model says what there is. */
    @Test
    void noneIsForgotten() {
        Set<Cause> open = new TreeSet<>(Cause.all());
        assertThat(open).hasSize(57);
        Provocation.ALL.forEach(provocation -> assertThat(open.remove(provocation.expected()))
                .as("%s", provocation)
                .isTrue());
        Stream.of(RatesTest.causes(), PermissionsTest.causes(), Stream.of(NowhereTest.CAUSE))
                .flatMap(Function.identity())
                .forEach(cause -> assertThat(open.remove(cause)).as("%s", cause).isTrue());
        assertThat(open).isEmpty();
    }

    private Runs.Run started(String workflowId, @Nullable String role) {
        String runId = swf.startWorkflowExecution(r -> r.domain(DOMAIN)
                        .workflowId(workflowId)
                        .workflowType(t -> t.name(Types.NAME).version(Types.WHOLE))
                        .taskList(l -> l.name(workflowId))
                        .lambdaRole(role))
                .runId();
        return runs.of(workflowId, runId);
    }

    @ParameterizedTest
    @FieldSource("dev.stepwell.clients.decisions.Provocation#ALL")
    void fails(Provocation provocation) {
        String workflowId = "w" + number.incrementAndGet();
        Runs.Run run = started(workflowId, provocation.cause().equals("ASSUME_ROLE_FAILED") ? null : ROLE);
        PollForDecisionTaskResponse task =
                swf.pollForDecisionTask(r -> r.domain(DOMAIN).taskList(l -> l.name(workflowId)));
        if (provocation.interrupted()) {
            swf.signalWorkflowExecution(
                    r -> r.domain(DOMAIN).workflowId(workflowId).signalName("wave"));
        }
        swf.respondDecisionTaskCompleted(r -> r.taskToken(task.taskToken()).decisions(provocation.decisions()));
        run.await(EventType.fromValue(provocation.event()));
        List<Cause> causes = run.events().stream()
                .map(Cause::of)
                .flatMap(Optional::stream)
                .filter(cause -> cause.event().equals(provocation.event()))
                .collect(Collectors.toList());
        assertThat(causes).containsExactly(provocation.expected());
        swf.terminateWorkflowExecution(r -> r.domain(DOMAIN).workflowId(workflowId));
    }
}
