package dev.stepwell.clients.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.clients.OneServer;
import dev.stepwell.clients.Tenant;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.ExecutionTimeFilter;
import software.amazon.awssdk.services.swf.model.PollForActivityTaskResponse;
import software.amazon.awssdk.services.swf.model.RegistrationStatus;
import software.amazon.awssdk.services.swf.model.SwfRequest;
import software.amazon.awssdk.services.swf.model.WorkflowExecution;

/** Every action of SWF by AWS's SDK for Java 2, and how many of them it takes. */
@ExtendWith(OneServer.class)
class ActionsTest {
    private static final ExecutionTimeFilter EVER =
            ExecutionTimeFilter.builder().oldestDate(Instant.EPOCH).build();

    /** From a domain that is registered to types that are deleted. */
    @Test
    void everyActionIsAsked(Tenant tenant) {
        Asked asked = new Asked();
        try (SwfClient swf = tenant.swf(asked)) {
            Shop shop = new Shop(swf, "actions");
            shop.registerDomain();
            tags(swf, swf.describeDomain(r -> r.name("actions")).domainInfo().arn());
            shop.registerTypes();
            types(swf);
            work(shop);
            seen(swf, shop.start("seen"));
            farewell(swf);
            Set<String> names = Arrays.stream(SwfClient.class.getMethods())
                    .filter(method -> takesRequest(method) && !method.getName().endsWith("Paginator"))
                    .map(method -> method.getName().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                            + method.getName().substring(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(names).hasSize(39);
            assertThat(new TreeSet<>(asked.actions())).isEqualTo(names);
        }
    }

    private static boolean takesRequest(Method method) {
        return method.getParameterCount() == 1 && SwfRequest.class.isAssignableFrom(method.getParameterTypes()[0]);
    }

    private static void tags(SwfClient swf, String arn) {
        swf.tagResource(r -> r.resourceArn(arn).tags(t -> t.key("k").value("v"), t -> t.key("l")));
        swf.untagResource(r -> r.resourceArn(arn).tagKeys("l"));
        assertThat(swf.listTagsForResource(r -> r.resourceArn(arn)).tags())
                .singleElement()
                .matches(tag -> tag.key().equals("k") && tag.value().equals("v"));
    }

    private static void types(SwfClient swf) {
        assertThat(swf.listDomains(r -> r.registrationStatus(RegistrationStatus.REGISTERED))
                        .domainInfos())
                .anyMatch(info -> info.name().equals("actions"));
        assertThat(swf.describeWorkflowType(r -> r.domain("actions").workflowType(Shop.ORDER))
                        .configuration()
                        .defaultTaskList())
                .isEqualTo(Shop.LIST);
        assertThat(swf.describeActivityType(r -> r.domain("actions").activityType(Shop.PACK))
                        .configuration()
                        .defaultTaskHeartbeatTimeout())
                .isEqualTo("NONE");
        assertThat(swf.listWorkflowTypes(r -> r.domain("actions").registrationStatus(RegistrationStatus.REGISTERED))
                        .typeInfos())
                .hasSize(1);
        assertThat(swf.listActivityTypes(r -> r.domain("actions").registrationStatus(RegistrationStatus.REGISTERED))
                        .typeInfos())
                .hasSize(1);
    }

    private static void work(Shop shop) {
        SwfClient swf = shop.swf();
        shop.start("works");
        assertThat(swf.countPendingDecisionTasks(r -> r.domain("actions").taskList(Shop.LIST))
                        .count())
                .isEqualTo(1);
        shop.decide(Shop.pack("completed"));
        assertThat(swf.countPendingActivityTasks(r -> r.domain("actions").taskList(Shop.LIST))
                        .count())
                .isEqualTo(1);
        PollForActivityTaskResponse completed = shop.take();
        assertThat(swf.recordActivityTaskHeartbeat(r -> r.taskToken(completed.taskToken()))
                        .cancelRequested())
                .isFalse();
        swf.respondActivityTaskCompleted(r -> r.taskToken(completed.taskToken()).result("done"));
        shop.decide(Shop.pack("failed"));
        String failed = shop.take().taskToken();
        swf.respondActivityTaskFailed(r -> r.taskToken(failed).reason("why"));
        shop.decide(Shop.pack("cancelled"));
        String cancelled = shop.take().taskToken();
        swf.signalWorkflowExecution(r -> r.domain("actions").workflowId("works").signalName("wave"));
        shop.decide(Shop.cancel("cancelled"));
        assertThat(swf.recordActivityTaskHeartbeat(r -> r.taskToken(cancelled)).cancelRequested())
                .isTrue();
        swf.respondActivityTaskCanceled(r -> r.taskToken(cancelled));
        swf.requestCancelWorkflowExecution(r -> r.domain("actions").workflowId("works"));
        shop.decide(Shop.complete());
    }

    private static void seen(SwfClient swf, String runId) {
        WorkflowExecution execution =
                WorkflowExecution.builder().workflowId("seen").runId(runId).build();
        assertThat(swf.describeWorkflowExecution(r -> r.domain("actions").execution(execution))
                        .openCounts()
                        .openDecisionTasks())
                .isEqualTo(1);
        assertThat(swf.getWorkflowExecutionHistory(r -> r.domain("actions").execution(execution))
                        .events())
                .hasSize(2);
        becomes(
                1,
                () -> swf.countOpenWorkflowExecutions(r -> r.domain("actions").startTimeFilter(EVER))
                        .count());
        assertThat(swf.listOpenWorkflowExecutions(r -> r.domain("actions").startTimeFilter(EVER))
                        .executionInfos())
                .allMatch(info -> info.execution().equals(execution));
        swf.terminateWorkflowExecution(r -> r.domain("actions").workflowId("seen"));
        becomes(
                2,
                () -> swf.countClosedWorkflowExecutions(r -> r.domain("actions").closeTimeFilter(EVER))
                        .count());
        assertThat(swf.listClosedWorkflowExecutions(r -> r.domain("actions").closeTimeFilter(EVER))
                        .executionInfos())
                .extracting(info -> info.closeStatusAsString())
                .containsExactly("TERMINATED", "COMPLETED");
    }

    /** Lists and counts may come late. */
    private static void becomes(int expected, IntSupplier count) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> count.getAsInt() == expected);
    }

    private static void farewell(SwfClient swf) {
        swf.deprecateWorkflowType(r -> r.domain("actions").workflowType(Shop.ORDER));
        swf.undeprecateWorkflowType(r -> r.domain("actions").workflowType(Shop.ORDER));
        swf.deprecateWorkflowType(r -> r.domain("actions").workflowType(Shop.ORDER));
        swf.deleteWorkflowType(r -> r.domain("actions").workflowType(Shop.ORDER));
        swf.deprecateActivityType(r -> r.domain("actions").activityType(Shop.PACK));
        swf.undeprecateActivityType(r -> r.domain("actions").activityType(Shop.PACK));
        swf.deprecateActivityType(r -> r.domain("actions").activityType(Shop.PACK));
        swf.deleteActivityType(r -> r.domain("actions").activityType(Shop.PACK));
        swf.deprecateDomain(r -> r.name("actions"));
        swf.undeprecateDomain(r -> r.name("actions"));
    }

    /** The law: n activities, one after another, take 4n + 3 calls and 6n + 5 events. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 30})
    void activitiesOneAfterAnother(int n, Tenant tenant) {
        Asked asked = new Asked();
        try (SwfClient swf = tenant.swf(asked)) {
            Shop shop = new Shop(swf, "sequence-" + n);
            shop.registerDomain();
            shop.registerTypes();
            asked.forget();
            String runId = shop.start("sequence");
            for (int i = 0; i < n; i++) {
                shop.decide(Shop.pack("a" + i));
                String token = shop.take().taskToken();
                swf.respondActivityTaskCompleted(r -> r.taskToken(token));
            }
            shop.decide(Shop.complete());
            assertThat(asked.actions()).hasSize(4 * n + 3);
            assertThat(Collections.frequency(asked.actions(), "PollForDecisionTask"))
                    .isEqualTo(n + 1);
            assertThat(swf.getWorkflowExecutionHistory(r -> r.domain(shop.domain())
                                    .execution(e -> e.workflowId("sequence").runId(runId)))
                            .events())
                    .hasSize(6 * n + 5);
        }
    }
}
