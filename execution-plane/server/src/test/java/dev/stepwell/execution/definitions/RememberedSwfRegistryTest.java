package dev.stepwell.execution.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.SwfActivityType;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RememberedSwfRegistryTest {
    private static final SwfWorkflowType WORKFLOW = SwfWorkflowType.newBuilder()
            .setStatus("REGISTERED")
            .setDefaultTaskList("list")
            .build();
    private static final SwfActivityType ACTIVITY = SwfActivityType.newBuilder()
            .setStatus("REGISTERED")
            .setDefaultTaskHeartbeatTimeout("NONE")
            .build();

    private final HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final TinyRegistry registry = new TinyRegistry();
    private final SwfRegistry swf = new RememberedSwfRegistry(registry, clock);
    private final Caller caller = caller(1, "us-east-1");

    @Test
    void whatIsThereIsAskedForOnceASecond() {
        registry.swf.domain("d", "REGISTERED", 7);
        registry.swf.workflowType("d", "w", "1", WORKFLOW);
        registry.swf.activityType("d", "a", "1", ACTIVITY);
        for (int i = 0; i < 3; i++) {
            assertThat(swf.domain(caller, "d").getRetentionDays()).isEqualTo(7);
            assertThat(swf.workflowType(caller, "d", "w", "1")).contains(WORKFLOW);
            assertThat(swf.activityType(caller, "d", "a", "1")).contains(ACTIVITY);
        }
        assertThat(asked()).containsExactly(1, 1, 1);

        registry.swf.domain("d", "DEPRECATED", 7);
        clock.pass(Duration.ofSeconds(1));
        assertThat(swf.domain(caller, "d").getStatus()).isEqualTo("DEPRECATED");
        assertThat(swf.workflowType(caller, "d", "w", "1")).isPresent();
        assertThat(swf.activityType(caller, "d", "a", "1")).isPresent();
        assertThat(asked()).containsExactly(2, 2, 2);
    }

    @Test
    void whatIsNotThereIsAskedForAgain() {
        assertThatThrownBy(() -> swf.domain(caller, "d"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("UnknownResourceFault"));
        registry.swf.domain("d", "REGISTERED", 0);
        assertThat(swf.domain(caller, "d").getStatus()).isEqualTo("REGISTERED");

        assertThat(swf.workflowType(caller, "d", "w", "1")).isEmpty();
        assertThat(swf.activityType(caller, "d", "a", "1")).isEmpty();
        registry.swf.workflowType("d", "w", "1", WORKFLOW);
        registry.swf.activityType("d", "a", "1", ACTIVITY);
        assertThat(swf.workflowType(caller, "d", "w", "1")).contains(WORKFLOW);
        assertThat(swf.activityType(caller, "d", "a", "1")).contains(ACTIVITY);
    }

    @Test
    void nothingIsRememberedForAnybodyElse() {
        registry.swf.domain("d", "REGISTERED", 7);
        registry.swf.workflowType("d", "w", "1", WORKFLOW);
        for (Caller each : new Caller[] {caller, caller(2, "us-east-1"), caller(1, "eu-west-1")}) {
            swf.domain(each, "d");
            swf.workflowType(each, "d", "w", "1");
        }
        assertThat(registry.asked("ResolveSwfDomain")).isEqualTo(3);
        assertThat(registry.asked("ResolveSwfWorkflowType")).isEqualTo(3);
    }

    private int[] asked() {
        return new int[] {
            registry.asked("ResolveSwfDomain"),
            registry.asked("ResolveSwfWorkflowType"),
            registry.asked("ResolveSwfActivityType")
        };
    }

    private static Caller caller(long tenant, String region) {
        return new Caller(
                new TenantId(tenant), new AccountId("123456789012"), new Region(region), "key", Set.of(), "request");
    }
}
