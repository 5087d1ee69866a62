package dev.stepwell.execution.pauses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.GetExecutionStateRequest;
import dev.stepwell.contracts.platform.v1.GetExecutionStateResponse;
import dev.stepwell.contracts.platform.v1.GetStateMachinePauseRequest;
import dev.stepwell.contracts.platform.v1.GetStateMachinePauseResponse;
import dev.stepwell.contracts.platform.v1.PauseExecutionRequest;
import dev.stepwell.contracts.platform.v1.PauseStateMachineRequest;
import dev.stepwell.contracts.platform.v1.PauseStateMachineResponse;
import dev.stepwell.contracts.platform.v1.ResumeStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.execution.fakes.LiveHouse;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Machines are held still with all that runs of them, by nodes as in production, and when one is killed over it. */
@Tag("postgres")
class MachinePausesTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Caller OTHER = LiveNode.caller(2, "210987654321");
    private static final String HOLD =
            "{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":86400,\"End\":true}}}";
    private static final String PASS = "{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}}";

    private final LiveHouse house = new LiveHouse();
    private final TinyRegistry registry = house.registry;
    private final LiveNode node = house.node("a");

    @AfterEach
    void close() {
        node.close();
    }

    private static PauseStateMachineResponse pause(LiveNode where, String machine, String reason) {
        return where.ask(
                "PauseStateMachine",
                PauseStateMachineRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .setReason(reason)
                        .build());
    }

    private void resume(String machine) {
        node.ask(
                "ResumeStateMachine",
                ResumeStateMachineRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .build());
    }

    private GetStateMachinePauseResponse standing(String machine) {
        return node.ask(
                "GetStateMachinePause",
                GetStateMachinePauseRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .build());
    }

    private void awaitStanding(String machine, String status) {
        await().atMost(LONG).until(() -> standing(machine).getStatus().equals(status));
    }

    private GetExecutionStateResponse state(String arn) {
        return node.ask(
                "GetExecutionState",
                GetExecutionStateRequest.newBuilder().setExecutionArn(arn).build());
    }

    private DescribeExecutionResponse execution(String arn) {
        return node.ask(
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    @Test
    void allThatRunsIsHeldAndGoesOnButWhatWasPausedByItself() {
        String machine = registry.machine("held", HOLD);
        List<String> started = LiveHouse.start(node, machine, 130);
        String others =
                LiveHouse.start(node, registry.machine("others", HOLD), 1).getFirst();
        String alone = started.get(70);
        node.ask(
                "PauseExecution",
                PauseExecutionRequest.newBuilder()
                        .setExecutionArn(alone)
                        .setReason("by itself")
                        .build());
        assertThat(standing(machine).getStatus()).isEqualTo("NONE");

        PauseStateMachineResponse first = pause(node, machine, "the bank is down");
        assertThat(pause(node, machine, "again")).isEqualTo(first);
        assertThat(standing(machine).getStatus()).isEqualTo("PAUSING");
        awaitStanding(machine, "PAUSED");
        assertThat(standing(machine).getReason()).isEqualTo("the bank is down");
        assertThat(started).allSatisfy(arn -> assertThat(state(arn).hasPause()).isTrue());
        assertThat(state(started.getFirst()).getPause().getWithStateMachine()).isTrue();
        assertThat(state(alone).getPause().getReason()).isEqualTo("by itself");
        assertThat(state(others).hasPause()).isFalse();

        resume(machine);
        awaitStanding(machine, "NONE");
        assertThat(started).filteredOn(arn -> state(arn).hasPause()).containsExactly(alone);
    }

    @Test
    void whatBeginsMeanwhileIsHeldAtItsStartOnEveryNode() {
        String machine = registry.machine("beginning", PASS);
        LiveNode second = house.node("b");
        pause(node, machine, "nothing begins");
        String here = LiveHouse.start(node, machine, 1).getFirst();
        assertThat(execution(here).getStatus()).isEqualTo("RUNNING");
        assertThat(state(here).getLastEventId()).isEqualTo(1);
        await().atMost(LONG)
                .until(() -> execution(LiveHouse.start(second, machine, 1).getFirst())
                        .getStatus()
                        .equals("RUNNING"));
        String there = LiveHouse.start(second, machine, 1).getFirst();
        assertThat(state(there).getLastEventId()).isEqualTo(1);

        resume(machine);
        await().atMost(LONG)
                .until(() -> execution(here).getStatus().equals("SUCCEEDED")
                        && execution(there).getStatus().equals("SUCCEEDED"));
        await().atMost(LONG)
                .until(() -> execution(LiveHouse.start(second, machine, 1).getFirst())
                        .getStatus()
                        .equals("SUCCEEDED"));
        second.close();
    }

    @Test
    void whatAKilledNodeHadBegunToTellIsToldByAnother() {
        String machine = registry.machine("killed", HOLD);
        LiveNode killed = house.node("c");
        List<String> started = LiveHouse.start(killed, machine, 70);
        pause(killed, machine, "then it died");
        killed.kill();
        awaitStanding(machine, "PAUSED");
        assertThat(started).allSatisfy(arn -> assertThat(state(arn).hasPause()).isTrue());
    }

    @Test
    void aMachineIsItsTenantsAndPausedAsAWhole() {
        String machine = registry.machine("mine", HOLD);
        assertThat(refusal("PauseStateMachine", OTHER, machine)).isEqualTo("StateMachineDoesNotExist");
        assertThat(refusal("PauseStateMachine", LiveNode.CALLER, machine + ":1"))
                .isEqualTo("ValidationException");
        assertThat(refusal("PauseStateMachine", LiveNode.CALLER, machine + "-not"))
                .isEqualTo("StateMachineDoesNotExist");
    }

    private String refusal(String action, Caller caller, String machine) {
        return catchThrowableOfType(
                        Fault.class,
                        () -> node.node
                                .actions()
                                .find(action)
                                .orElseThrow()
                                .answer(
                                        caller,
                                        PauseStateMachineRequest.newBuilder()
                                                .setStateMachineArn(machine)
                                                .build()))
                .error();
    }
}
