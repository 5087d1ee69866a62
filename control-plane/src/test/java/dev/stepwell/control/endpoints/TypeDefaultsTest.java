package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ResolveSwfActivityTypeRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfActivityTypeResponse;
import dev.stepwell.contracts.internal.v1.ResolveSwfDomainRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfDomainResponse;
import dev.stepwell.contracts.internal.v1.ResolveSwfWorkflowTypeRequest;
import dev.stepwell.contracts.internal.v1.ResolveSwfWorkflowTypeResponse;
import dev.stepwell.contracts.internal.v1.SwfActivityType;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import dev.stepwell.contracts.swf.v1.ActivityType;
import dev.stepwell.contracts.swf.v1.ActivityTypeConfiguration;
import dev.stepwell.contracts.swf.v1.DescribeActivityTypeRequest;
import dev.stepwell.contracts.swf.v1.DescribeActivityTypeResponse;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowTypeRequest;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowTypeResponse;
import dev.stepwell.contracts.swf.v1.RegisterActivityTypeRequest;
import dev.stepwell.contracts.swf.v1.RegisterDomainRequest;
import dev.stepwell.contracts.swf.v1.RegisterWorkflowTypeRequest;
import dev.stepwell.contracts.swf.v1.TaskList;
import dev.stepwell.contracts.swf.v1.WorkflowType;
import dev.stepwell.contracts.swf.v1.WorkflowTypeConfiguration;
import dev.stepwell.control.House;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is registered with types, how clients read it, and what the execution plane is told of it. */
class TypeDefaultsTest {
    private static final TaskList LIST = TaskList.newBuilder().setName("list").build();
    private static House house;
    private Caller caller;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newDomain() {
        caller = house.newTenant();
        house.call(
                "swf.RegisterDomain",
                caller,
                RegisterDomainRequest.newBuilder()
                        .setName("d")
                        .setWorkflowExecutionRetentionPeriodInDays("30")
                        .build());
    }

    @Test
    void aWorkflowTypeKeepsAllItsDefaults() {
        house.call(
                "swf.RegisterWorkflowType",
                caller,
                workflow()
                        .setDescription("what for")
                        .setDefaultTaskStartToCloseTimeout("NONE")
                        .setDefaultExecutionStartToCloseTimeout("31536000")
                        .setDefaultTaskList(LIST)
                        .setDefaultTaskPriority("-2147483648")
                        .setDefaultChildPolicy("REQUEST_CANCEL")
                        .setDefaultLambdaRole("arn:aws:iam::123456789012:role/r")
                        .build());
        DescribeWorkflowTypeResponse described = describeWorkflow();
        assertThat(described.getTypeInfo().getDescription()).isEqualTo("what for");
        assertThat(described.getTypeInfo().getCreationDate().getNanos()).isEqualTo(123_000_000);
        assertThat(described.getConfiguration())
                .isEqualTo(WorkflowTypeConfiguration.newBuilder()
                        .setDefaultTaskStartToCloseTimeout("NONE")
                        .setDefaultExecutionStartToCloseTimeout("31536000")
                        .setDefaultTaskList(LIST)
                        .setDefaultTaskPriority("-2147483648")
                        .setDefaultChildPolicy("REQUEST_CANCEL")
                        .setDefaultLambdaRole("arn:aws:iam::123456789012:role/r")
                        .build());
        assertThat(resolveWorkflow("1").getType())
                .isEqualTo(SwfWorkflowType.newBuilder()
                        .setStatus("REGISTERED")
                        .setDefaultTaskStartToCloseTimeout("NONE")
                        .setDefaultExecutionStartToCloseTimeout("31536000")
                        .setDefaultTaskList("list")
                        .setDefaultTaskPriority("-2147483648")
                        .setDefaultChildPolicy("REQUEST_CANCEL")
                        .setDefaultLambdaRole("arn:aws:iam::123456789012:role/r")
                        .build());
    }

    @Test
    void anActivityTypeKeepsAllItsDefaults() {
        house.call(
                "swf.RegisterActivityType",
                caller,
                activity()
                        .setDefaultTaskStartToCloseTimeout("0")
                        .setDefaultTaskHeartbeatTimeout("NONE")
                        .setDefaultTaskList(LIST)
                        .setDefaultTaskPriority("7")
                        .setDefaultTaskScheduleToStartTimeout("99999999")
                        .setDefaultTaskScheduleToCloseTimeout("120")
                        .build());
        DescribeActivityTypeResponse described = house.call(
                "swf.DescribeActivityType",
                caller,
                DescribeActivityTypeRequest.newBuilder()
                        .setDomain("d")
                        .setActivityType(ActivityType.newBuilder().setName("t").setVersion("1"))
                        .build());
        assertThat(described.getConfiguration())
                .isEqualTo(ActivityTypeConfiguration.newBuilder()
                        .setDefaultTaskStartToCloseTimeout("0")
                        .setDefaultTaskHeartbeatTimeout("NONE")
                        .setDefaultTaskList(LIST)
                        .setDefaultTaskPriority("7")
                        .setDefaultTaskScheduleToStartTimeout("99999999")
                        .setDefaultTaskScheduleToCloseTimeout("120")
                        .build());
        ResolveSwfActivityTypeResponse resolved = house.call(
                "ResolveSwfActivityType",
                caller,
                ResolveSwfActivityTypeRequest.newBuilder()
                        .setDomain("d")
                        .setName("t")
                        .setVersion("1")
                        .build());
        assertThat(resolved.getType())
                .isEqualTo(SwfActivityType.newBuilder()
                        .setStatus("REGISTERED")
                        .setDefaultTaskStartToCloseTimeout("0")
                        .setDefaultTaskHeartbeatTimeout("NONE")
                        .setDefaultTaskList("list")
                        .setDefaultTaskPriority("7")
                        .setDefaultTaskScheduleToStartTimeout("99999999")
                        .setDefaultTaskScheduleToCloseTimeout("120")
                        .build());
    }

    @Test
    void whatIsNotGivenIsAbsent() {
        house.call(
                "swf.RegisterWorkflowType",
                caller,
                workflow().setDefaultTaskStartToCloseTimeout("").build());
        assertThat(describeWorkflow().getConfiguration()).isEqualTo(WorkflowTypeConfiguration.getDefaultInstance());
        assertThat(describeWorkflow().getTypeInfo().hasDescription()).isFalse();
        assertThat(resolveWorkflow("1").getType())
                .isEqualTo(SwfWorkflowType.newBuilder().setStatus("REGISTERED").build());
    }

    @Test
    void theExecutionPlaneIsToldWhatIsNotThere() {
        assertThat(resolveWorkflow("2").hasType()).isFalse();
        ResolveSwfDomainResponse domain = house.call(
                "ResolveSwfDomain",
                caller,
                ResolveSwfDomainRequest.newBuilder().setDomain("d").build());
        assertThat(domain)
                .isEqualTo(ResolveSwfDomainResponse.newBuilder()
                        .setStatus("REGISTERED")
                        .setRetentionDays(30)
                        .build());
        house.refused(
                "UnknownResourceFault",
                "ResolveSwfDomain",
                caller,
                ResolveSwfDomainRequest.newBuilder().setDomain("absent").build());
        assertThat(house.refused(
                                "UnknownResourceFault",
                                "ResolveSwfWorkflowType",
                                caller,
                                ResolveSwfWorkflowTypeRequest.newBuilder()
                                        .setDomain("absent")
                                        .setName("t")
                                        .setVersion("1")
                                        .build())
                        .text())
                .isEqualTo("Unknown domain: absent");
    }

    static Stream<Arguments> badWorkflowDefaults() {
        return Stream.of(
                bad("duration for defaultTaskStartToCloseTimeout: -1", r -> r.setDefaultTaskStartToCloseTimeout("-1")),
                bad(
                        "duration for defaultTaskStartToCloseTimeout: none",
                        r -> r.setDefaultTaskStartToCloseTimeout("none")),
                bad(
                        "duration for defaultExecutionStartToCloseTimeout: NONE",
                        r -> r.setDefaultExecutionStartToCloseTimeout("NONE")),
                bad(
                        "duration for defaultExecutionStartToCloseTimeout: 31536001",
                        r -> r.setDefaultExecutionStartToCloseTimeout("31536001")),
                bad("defaultTaskPriority: high", r -> r.setDefaultTaskPriority("high")),
                bad("defaultTaskPriority: 2147483648", r -> r.setDefaultTaskPriority("2147483648")),
                bad("name: a|b", r -> r.setDefaultTaskList(TaskList.newBuilder().setName("a|b"))));
    }

    private static Arguments bad(String message, Consumer<RegisterWorkflowTypeRequest.Builder> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badWorkflowDefaults")
    void whatADefaultCannotBeIsRefused(String message, Consumer<RegisterWorkflowTypeRequest.Builder> change) {
        RegisterWorkflowTypeRequest.Builder request = workflow();
        change.accept(request);
        assertThat(house.refused("ValidationException", "swf.RegisterWorkflowType", caller, request.build())
                        .text())
                .isEqualTo("Invalid " + message);
    }

    private DescribeWorkflowTypeResponse describeWorkflow() {
        return house.call(
                "swf.DescribeWorkflowType",
                caller,
                DescribeWorkflowTypeRequest.newBuilder()
                        .setDomain("d")
                        .setWorkflowType(WorkflowType.newBuilder().setName("t").setVersion("1"))
                        .build());
    }

    private ResolveSwfWorkflowTypeResponse resolveWorkflow(String version) {
        return house.call(
                "ResolveSwfWorkflowType",
                caller,
                ResolveSwfWorkflowTypeRequest.newBuilder()
                        .setDomain("d")
                        .setName("t")
                        .setVersion(version)
                        .build());
    }

    private static RegisterWorkflowTypeRequest.Builder workflow() {
        return RegisterWorkflowTypeRequest.newBuilder()
                .setDomain("d")
                .setName("t")
                .setVersion("1");
    }

    private static RegisterActivityTypeRequest.Builder activity() {
        return RegisterActivityTypeRequest.newBuilder()
                .setDomain("d")
                .setName("t")
                .setVersion("1");
    }
}
