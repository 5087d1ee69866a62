package dev.stepwell.clients.decisions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stepwell.clients.OneServer;
import dev.stepwell.clients.Runs;
import dev.stepwell.clients.Tenant;
import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.Decision;
import software.amazon.awssdk.services.swf.model.LimitExceededException;

/** What fails because a tenant may do no more of it: of tenants whose quotas the operator has made small. */
@ExtendWith(OneServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RatesTest {
    /** Processes hear of quotas every five seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String DOMAIN = "rates";
    private static final String ROLE = "arn:aws:iam::123456789012:role/any";

    /**
     * Decisions of one kind, more of them at once than there are tokens.
     *
     * @param decision the name of the kind, as its bucket has it
     */
    record Rate(String decision, String cause, List<Decision> decisions) {
        Cause expected() {
            return new Cause(decision + "Failed", cause);
        }

        @Override
        public String toString() {
            return decision;
        }
    }

    static final List<Rate> RATES = List.of(
            new Rate(
                    "ScheduleActivityTask",
                    "ACTIVITY_CREATION_RATE_EXCEEDED",
                    List.of(Decide.activity(Types.WHOLE, "a", a -> {}), Decide.activity(Types.WHOLE, "b", a -> {}))),
            new Rate("StartTimer", "TIMER_CREATION_RATE_EXCEEDED", List.of(Decide.timer("a"), Decide.timer("b"))),
            new Rate(
                    "StartChildWorkflowExecution",
                    "CHILD_CREATION_RATE_EXCEEDED",
                    List.of(Decide.child(Types.WHOLE, "a", a -> {}), Decide.child(Types.WHOLE, "b", a -> {}))),
            new Rate(
                    "SignalExternalWorkflowExecution",
                    "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED",
                    List.of(Decide.signal("absent"), Decide.signal("absent"))),
            new Rate(
                    "RequestCancelExternalWorkflowExecution",
                    "REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED",
                    List.of(Decide.cancel("absent"), Decide.cancel("absent"))),
            new Rate(
                    "ScheduleLambdaFunction",
                    "LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED",
                    List.of(Decide.function("a"), Decide.function("b"))),
            new Rate(
                    "ContinueAsNewWorkflowExecution",
                    "CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED",
                    List.of(Decide.again(Types.WHOLE, a -> {}))));

    static final Cause TOO_MANY_CHILDREN =
            new Cause("StartChildWorkflowExecutionFailed", "OPEN_CHILDREN_LIMIT_EXCEEDED");
    static final Cause TOO_MANY_RUNS = new Cause("StartChildWorkflowExecutionFailed", "OPEN_WORKFLOWS_LIMIT_EXCEEDED");

    /** All causes that are provoked here. */
    static Stream<Cause> causes() {
        return Stream.concat(RATES.stream().map(Rate::expected), Stream.of(TOO_MANY_CHILDREN, TOO_MANY_RUNS));
    }

    private final AtomicInteger number = new AtomicInteger();
    private final Guest hasty;
    private final Guest bounded;

    /** A tenant of its own, in whose one domain things happen. */
    private record Guest(String account, SwfClient swf, Runs runs) {
        static Guest of(House house, Tenant host, String name) {
            Settings keys =
                    Settings.of(house.operate("tenant", "create", name).lines().toList());
            SwfClient swf = new Tenant(keys, host.functionsPort()).swf();
            new Types(swf, DOMAIN).register();
            return new Guest(keys.get("STEPWELL_ACCOUNT"), swf, new Runs(swf, DOMAIN));
        }

        /** Starts a run and decides in its first decision task; the failures that its history tells of. */
        List<Cause> decide(String workflowId, List<Decision> decisions) {
            String runId = start(workflowId);
            String token = swf.pollForDecisionTask(r -> r.domain(DOMAIN).taskList(l -> l.name(workflowId)))
                    .taskToken();
            swf.respondDecisionTaskCompleted(r -> r.taskToken(token).decisions(decisions));
            return runs.of(workflowId, runId).events().stream()
                    .map(Cause::of)
                    .flatMap(Optional::stream)
                    .toList();
        }

        String start(String workflowId) {
            return swf.startWorkflowExecution(r -> r.domain(DOMAIN)
                            .workflowId(workflowId)
                            .workflowType(t -> t.name(Types.NAME).version(Types.WHOLE))
                            .taskList(l -> l.name(workflowId))
                            .lambdaRole(ROLE))
                    .runId();
        }

        /** Ends all that is open. */
        void sweep() {
            swf.listOpenWorkflowExecutionsPaginator(
                            r -> r.domain(DOMAIN).startTimeFilter(f -> f.oldestDate(Instant.EPOCH)))
                    .executionInfos()
                    .forEach(info -> swf.terminateWorkflowExecution(
                            r -> r.domain(DOMAIN).workflowId(info.execution().workflowId())));
        }
    }

    RatesTest(House house, Tenant host) {
        hasty = Guest.of(house, host, "hasty");
        RATES.forEach(rate -> house.operate(
                "tenant", "quota", "set", hasty.account, "swf.decision." + rate.decision(), "1", "--refill", "1"));
        bounded = Guest.of(house, host, "bounded");
        house.operate("tenant", "quota", "set", bounded.account, "swf.OpenExecutionsPerDomain", "2");
        house.operate("tenant", "quota", "set", bounded.account, "swf.OpenOfAKindPerExecution", "1");
    }

    @AfterAll
    void close() {
        hasty.swf.close();
        bounded.swf.close();
    }

    @ParameterizedTest
    @FieldSource("RATES")
    void decisionsAreRefusedOnceTheBucketIsEmpty(Rate rate) {
        await().atMost(PATIENCE)
                .until(() -> hasty.decide(next(), rate.decisions()).contains(rate.expected()));
        hasty.sweep();
    }

    @Test
    void noMoreIsOpenThanTheTenantMayHave() {
        List<Decision> twoChildren =
                List.of(Decide.child(Types.WHOLE, "a", a -> {}), Decide.child(Types.WHOLE, "b", a -> {}));
        once(() -> {
            bounded.sweep();
            return bounded.decide(next(), twoChildren).contains(TOO_MANY_CHILDREN);
        });
        bounded.sweep();

        once(() -> !bounded.start(next()).isEmpty());
        String second = next();
        once(() -> !bounded.decide(second, twoChildren.subList(0, 1)).contains(TOO_MANY_CHILDREN));
        await().atMost(PATIENCE).until(() -> causes(second).contains(TOO_MANY_RUNS));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThatThrownBy(() -> bounded.start(next())).isInstanceOf(LimitExceededException.class));
        bounded.sweep();
    }

    /** What is open is counted again once a second at most, so there may be no room yet where something has just ended. */
    private static void once(Callable<Boolean> done) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(LimitExceededException.class)
                .until(done);
    }

    private List<Cause> causes(String workflowId) {
        String runId = bounded.swf
                .listOpenWorkflowExecutions(r -> r.domain(DOMAIN)
                        .startTimeFilter(f -> f.oldestDate(Instant.EPOCH))
                        .executionFilter(f -> f.workflowId(workflowId)))
                .executionInfos()
                .getFirst()
                .execution()
                .runId();
        return bounded.runs.of(workflowId, runId).events().stream()
                .map(Cause::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private String next() {
        return "w" + number.incrementAndGet();
    }
}
