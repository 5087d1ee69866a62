package dev.stepwell.execution.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.BulkFork;
import dev.stepwell.contracts.platform.v1.BulkItem;
import dev.stepwell.contracts.platform.v1.BulkOperation;
import dev.stepwell.contracts.platform.v1.CancelBulkOperationRequest;
import dev.stepwell.contracts.platform.v1.DescribeBulkOperationRequest;
import dev.stepwell.contracts.platform.v1.DescribeBulkOperationResponse;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.contracts.platform.v1.ExecutionPause;
import dev.stepwell.contracts.platform.v1.GetExecutionStateRequest;
import dev.stepwell.contracts.platform.v1.GetExecutionStateResponse;
import dev.stepwell.contracts.platform.v1.ListBulkOperationItemsRequest;
import dev.stepwell.contracts.platform.v1.ListBulkOperationItemsResponse;
import dev.stepwell.contracts.platform.v1.ListBulkOperationsRequest;
import dev.stepwell.contracts.platform.v1.ListBulkOperationsResponse;
import dev.stepwell.contracts.platform.v1.StartBulkOperationRequest;
import dev.stepwell.contracts.platform.v1.StartBulkOperationResponse;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.execution.fakes.LiveHouse;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One thing is done to many executions, by nodes as in production and when one is killed. */
@Tag("postgres")
class BulkTest {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Caller OTHER = LiveNode.caller(2, "210987654321");
    private static final String HOLD =
            "{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":86400,\"End\":true}}}";
    private static final String FAIL = "{\"StartAt\":\"F\",\"States\":{\"F\":{\"Type\":\"Fail\",\"Error\":\"E\"}}}";

    private final LiveHouse house = new LiveHouse();
    private final TinyRegistry registry = house.registry;
    private final LiveNode node = house.node("a");

    @AfterEach
    void close() {
        node.close();
    }

    private static StartBulkOperationRequest.Builder stop(String machine) {
        return StartBulkOperationRequest.newBuilder()
                .setAction("STOP")
                .setRatePerSecond(100)
                .setFilter(ExecutionFilter.newBuilder().setStateMachineArn(machine));
    }

    private BulkOperation describe(String operation) {
        DescribeBulkOperationResponse answer = node.ask(
                "DescribeBulkOperation",
                DescribeBulkOperationRequest.newBuilder()
                        .setOperationId(operation)
                        .build());
        return answer.getOperation();
    }

    private BulkOperation awaitEnd(String operation) {
        await().atMost(LONG).until(() -> !describe(operation).getStatus().equals("RUNNING"));
        return describe(operation);
    }

    private List<BulkItem> items(String operation) {
        List<BulkItem> items = new ArrayList<>();
        ListBulkOperationItemsRequest.Builder request = ListBulkOperationItemsRequest.newBuilder()
                .setOperationId(operation)
                .setMaxResults(7);
        ListBulkOperationItemsResponse page;
        do {
            page = node.ask("ListBulkOperationItems", request.build());
            items.addAll(page.getItemsList());
            request.setNextToken(page.getNextToken());
        } while (page.hasNextToken());
        return items;
    }

    private DescribeExecutionResponse execution(String arn) {
        return node.ask(
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    private ExecutionPause pauseOf(String arn) {
        GetExecutionStateResponse state = node.ask(
                "GetExecutionState",
                GetExecutionStateRequest.newBuilder().setExecutionArn(arn).build());
        return state.getPause();
    }

    /** Three executions of a machine that have failed. */
    private List<String> failed(String machine) {
        List<String> started = LiveHouse.start(node, machine, 3);
        await().atMost(LONG)
                .until(() -> started.stream()
                        .allMatch(arn -> execution(arn).getStatus().equals("FAILED")));
        return started;
    }

    private static Fault refused(LiveNode node, Caller caller, String action, Message request) {
        return catchThrowableOfType(
                Fault.class,
                () -> node.node.actions().find(action).orElseThrow().answer(caller, request));
    }

    @Test
    void allOfASetAreStoppedAndNothingElse() {
        String machine = registry.machine("many", HOLD);
        List<String> started = LiveHouse.start(node, machine, 30);
        node.ask(
                "StopExecution",
                StopExecutionRequest.newBuilder()
                        .setExecutionArn(started.getFirst())
                        .build());
        List<String> others = LiveHouse.start(node, registry.machine("others", HOLD), 2);
        StartBulkOperationResponse preview =
                node.ask("StartBulkOperation", stop(machine).setDryRun(true).build());
        assertThat(preview.hasOperationId()).isFalse();
        assertThat(preview.getItemCount()).isEqualTo(30);
        assertThat(preview.getPreviewCount()).isEqualTo(20);
        assertThat(execution(started.getLast()).getStatus()).isEqualTo("RUNNING");

        StartBulkOperationResponse begun = node.ask(
                "StartBulkOperation",
                stop(machine).setError("Recalled").setCause("A bad batch.").build());
        List<String> later = LiveHouse.start(node, machine, 2);
        BulkOperation ended = awaitEnd(begun.getOperationId());
        assertThat(ended.getStatus()).isEqualTo("COMPLETED");
        assertThat(ended.getCounts().getTotal()).isEqualTo(30);
        assertThat(ended.getCounts().getDone()).isEqualTo(29);
        assertThat(ended.getCounts().getSkipped()).isEqualTo(1);
        assertThat(ended.getCounts().getPending()).isZero();
        assertThat(items(begun.getOperationId()))
                .extracting(BulkItem::getExecutionArn)
                .containsExactlyInAnyOrderElementsOf(started);
        assertThat(started.subList(1, 30)).allSatisfy(arn -> {
            assertThat(execution(arn).getStatus()).isEqualTo("ABORTED");
            assertThat(execution(arn).getError()).isEqualTo("Recalled");
            assertThat(execution(arn).getCause()).isEqualTo("A bad batch.");
        });
        assertThat(others)
                .allSatisfy(arn -> assertThat(execution(arn).getStatus()).isEqualTo("RUNNING"));
        assertThat(later)
                .allSatisfy(arn -> assertThat(execution(arn).getStatus()).isEqualTo("RUNNING"));
    }

    @Test
    void aListIsRedrivenAndWhatIsRefusedSaysWhy() {
        String failing = registry.machine("failing", FAIL);
        List<String> failed = failed(failing);
        List<String> held = LiveHouse.start(node, registry.machine("held", HOLD), 1);
        StartBulkOperationResponse begun = node.ask(
                "StartBulkOperation",
                StartBulkOperationRequest.newBuilder()
                        .setAction("REDRIVE")
                        .addAllExecutionArns(failed)
                        .addAllExecutionArns(held)
                        .addExecutionArns(failed.getFirst())
                        .build());
        BulkOperation ended = awaitEnd(begun.getOperationId());
        assertThat(ended.getCounts().getTotal()).isEqualTo(4);
        assertThat(ended.getCounts().getDone()).isEqualTo(3);
        assertThat(ended.getCounts().getFailed()).isEqualTo(1);
        assertThat(failed)
                .allSatisfy(arn -> assertThat(execution(arn).getRedriveCount()).isEqualTo(1));
        assertThat(items(begun.getOperationId()))
                .filteredOn(item -> item.getResult().equals("FAILED"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.getExecutionArn()).isEqualTo(held.getFirst());
                    assertThat(item.getReason()).startsWith("ExecutionNotRedrivable: ");
                });
    }

    @Test
    void allOfASetArePausedAndResumed() {
        String machine = registry.machine("paused", HOLD);
        List<String> started = LiveHouse.start(node, machine, 5);
        node.ask(
                "StopExecution",
                StopExecutionRequest.newBuilder()
                        .setExecutionArn(started.getFirst())
                        .build());
        StartBulkOperationRequest.Builder all = stop(machine).setAction("PAUSE").setReason("the bank is down");
        StartBulkOperationResponse paused = node.ask("StartBulkOperation", all.build());
        assertThat(awaitEnd(paused.getOperationId()).getCounts().getDone()).isEqualTo(4);
        assertThat(describe(paused.getOperationId()).getCounts().getSkipped()).isEqualTo(1);
        assertThat(started.subList(1, 5)).allSatisfy(arn -> {
            assertThat(pauseOf(arn).getReason()).isEqualTo("the bank is down");
        });

        StartBulkOperationResponse resumed = node.ask(
                "StartBulkOperation", all.setAction("RESUME").clearReason().build());
        assertThat(awaitEnd(resumed.getOperationId()).getCounts().getDone()).isEqualTo(4);
        assertThat(started).allSatisfy(arn -> assertThat(pauseOf(arn)).isEqualTo(ExecutionPause.getDefaultInstance()));
    }

    @Test
    void eachOfASetIsForkedOnceWithWhatIsBetter() {
        List<String> failed = failed(registry.machine("forked", FAIL));
        StartBulkOperationResponse begun = node.ask(
                "StartBulkOperation",
                StartBulkOperationRequest.newBuilder()
                        .setAction("FORK")
                        .setFork(BulkFork.newBuilder().setStateName("F").setInput("{\"better\":true}"))
                        .addAllExecutionArns(failed)
                        .build());
        assertThat(awaitEnd(begun.getOperationId()).getCounts().getDone()).isEqualTo(3);
        List<BulkItem> items = items(begun.getOperationId());
        assertThat(items)
                .extracting(BulkItem::getForkedExecutionArn)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(failed)
                .allSatisfy(arn -> assertThat(execution(arn).getInput()).isEqualTo("{\"better\":true}"));
    }

    @Test
    void whatBelongsToAnotherActionIsRefused() {
        String machine = registry.machine("strict", HOLD);
        List<StartBulkOperationRequest.Builder> wrong = List.of(
                stop(machine).setAction("REDRIVE").setError("E"),
                stop(machine).setAction("FORK"),
                stop(machine).setFork(BulkFork.getDefaultInstance()),
                stop(machine).setReason("why"));
        assertThat(wrong)
                .allSatisfy(request -> assertThat(refused(node, LiveNode.CALLER, "StartBulkOperation", request.build())
                                .error())
                        .isEqualTo("ValidationException"));
    }

    @Test
    void whatAKilledNodeHadBegunIsFinishedByAnother() {
        String machine = registry.machine("killed", HOLD);
        LiveNode killed = house.node("b");
        List<String> started = LiveHouse.start(killed, machine, 60);
        StartBulkOperationResponse begun = killed.ask(
                "StartBulkOperation", stop(machine).setRatePerSecond(40).build());
        await().atMost(LONG)
                .until(() -> describe(begun.getOperationId()).getCounts().getDone() > 0);
        killed.kill();
        BulkOperation ended = awaitEnd(begun.getOperationId());
        assertThat(ended.getStatus()).isEqualTo("COMPLETED");
        assertThat(ended.getCounts().getDone()).isEqualTo(60);
        assertThat(items(begun.getOperationId()))
                .hasSize(60)
                .allSatisfy(item -> assertThat(item.getResult()).isEqualTo("DONE"));
        assertThat(started)
                .allSatisfy(arn -> assertThat(execution(arn).getStatus()).isEqualTo("ABORTED"));
    }

    @Test
    void theRestOfACanceledOperationIsLeftAlone() {
        String machine = registry.machine("canceled", HOLD);
        List<String> started = LiveHouse.start(node, machine, 30);
        StartBulkOperationResponse begun =
                node.ask("StartBulkOperation", stop(machine).setRatePerSecond(2).build());
        await().atMost(LONG)
                .until(() -> describe(begun.getOperationId()).getCounts().getDone() > 0);
        CancelBulkOperationRequest cancel = CancelBulkOperationRequest.newBuilder()
                .setOperationId(begun.getOperationId())
                .build();
        node.ask("CancelBulkOperation", cancel);
        node.ask("CancelBulkOperation", cancel);
        BulkOperation ended = describe(begun.getOperationId());
        assertThat(ended.getStatus()).isEqualTo("CANCELED");
        assertThat(ended.getCounts().getPending()).isPositive();
        assertThat(started).anyMatch(arn -> execution(arn).getStatus().equals("RUNNING"));
        ListBulkOperationsResponse all = node.ask("ListBulkOperations", ListBulkOperationsRequest.getDefaultInstance());
        assertThat(all.getOperationsList())
                .extracting(BulkOperation::getOperationId)
                .contains(begun.getOperationId());
    }

    @Test
    void aKeyThatIsConfinedReachesNoFurtherByIt() {
        List<String> mine = LiveHouse.start(node, registry.machine("mine-1", HOLD), 2);
        List<String> theirs = LiveHouse.start(node, registry.machine("theirs-1", HOLD), 2);
        Caller confined = new Caller(
                LiveNode.CALLER.tenant(),
                LiveNode.CALLER.account(),
                LiveNode.CALLER.region(),
                "confined",
                Set.of("execute"),
                "request",
                List.of("arn:aws:states:*:*:*:mine-*"),
                "");
        StartBulkOperationRequest all = StartBulkOperationRequest.newBuilder()
                .setAction("STOP")
                .setDryRun(true)
                .setFilter(ExecutionFilter.getDefaultInstance())
                .build();
        StartBulkOperationResponse reached = (StartBulkOperationResponse)
                node.node.actions().find("StartBulkOperation").orElseThrow().answer(confined, all);
        assertThat(reached.getPreviewList())
                .extracting(found -> found.getExecutionArn())
                .containsExactlyInAnyOrderElementsOf(mine);
        Fault denied = refused(
                node,
                confined,
                "StartBulkOperation",
                StartBulkOperationRequest.newBuilder()
                        .setAction("STOP")
                        .addExecutionArns(theirs.getFirst())
                        .build());
        assertThat(denied.error()).isEqualTo("AccessDeniedException");
    }

    @Test
    void whatCannotBeIsRefused() {
        String machine = registry.machine("refused", HOLD);
        List<String> started = LiveHouse.start(node, machine, 60);
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            StartBulkOperationResponse one = node.ask(
                    "StartBulkOperation", stop(machine).setRatePerSecond(1).build());
            begun.add(one.getOperationId());
        }
        Fault full = refused(
                node, LiveNode.CALLER, "StartBulkOperation", stop(machine).build());
        assertThat(full.error()).isEqualTo("ServiceQuotaExceededException");
        Fault nothing = refused(
                node,
                LiveNode.CALLER,
                "StartBulkOperation",
                StartBulkOperationRequest.newBuilder().setAction("STOP").build());
        assertThat(nothing.error()).isEqualTo("ValidationException");
        Fault unknown = refused(
                node,
                LiveNode.CALLER,
                "StartBulkOperation",
                StartBulkOperationRequest.newBuilder()
                        .setAction("STOP")
                        .addExecutionArns(started.getFirst() + "-not")
                        .build());
        assertThat(unknown.error()).isEqualTo("ExecutionDoesNotExist");
        for (String id : List.of(begun.getFirst(), "nonsense")) {
            DescribeBulkOperationRequest describe =
                    DescribeBulkOperationRequest.newBuilder().setOperationId(id).build();
            assertThat(refused(node, OTHER, "DescribeBulkOperation", describe).error())
                    .isEqualTo("ResourceNotFoundException");
        }
    }
}
