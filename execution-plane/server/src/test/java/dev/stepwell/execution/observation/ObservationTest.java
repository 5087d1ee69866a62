package dev.stepwell.execution.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.CountExecutionsRequest;
import dev.stepwell.contracts.platform.v1.CountExecutionsResponse;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.contracts.platform.v1.ExecutionWait;
import dev.stepwell.contracts.platform.v1.GetExecutionWaitsRequest;
import dev.stepwell.contracts.platform.v1.GetExecutionWaitsResponse;
import dev.stepwell.contracts.platform.v1.GetOverviewRequest;
import dev.stepwell.contracts.platform.v1.GetOverviewResponse;
import dev.stepwell.contracts.platform.v1.ListActivityPollersRequest;
import dev.stepwell.contracts.platform.v1.ListActivityPollersResponse;
import dev.stepwell.contracts.platform.v1.ListOpenTasksRequest;
import dev.stepwell.contracts.platform.v1.ListOpenTasksResponse;
import dev.stepwell.contracts.platform.v1.ListOwnQuotasRequest;
import dev.stepwell.contracts.platform.v1.ListQuotasResponse;
import dev.stepwell.contracts.platform.v1.Quota;
import dev.stepwell.contracts.platform.v1.SearchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.SearchExecutionsResponse;
import dev.stepwell.contracts.platform.v1.WatchExecutionHistoryRequest;
import dev.stepwell.contracts.platform.v1.WatchExecutionHistoryResponse;
import dev.stepwell.contracts.platform.v1.WatchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.WatchExecutionsResponse;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskRequest;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskResponse;
import dev.stepwell.contracts.sfn.v1.SendTaskHeartbeatRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.MemoryNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.node.ExecutionNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looking on at a whole node on the memory store. */
class ObservationTest {
    private static final String HOLD =
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":600,\"End\":true}}}";
    private static final String FAIL =
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Fail\",\"Error\":\"Boom\",\"Cause\":\"because\"}}}";
    private static final String PASS = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";
    private static final Caller ME = LiveNode.caller(7, "123456789012");
    private static final Caller OTHER = LiveNode.caller(8, "210987654321");

    private final MemoryNode house = new MemoryNode();
    private final TinyRegistry registry = house.registry;
    private final ExecutionNode node = house.node;

    @AfterEach
    void close() {
        house.close();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private <A extends Message> A ask(Caller caller, String action, Message request) {
        return house.ask(caller, action, request);
    }

    private String begin(String machineArn, String name) {
        StartExecutionResponse answer = ask(
                ME,
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(machineArn)
                        .setName(name)
                        .build());
        return answer.getExecutionArn();
    }

    private void stop(String arn) {
        ask(
                ME,
                "StopExecution",
                StopExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    private long count(Caller caller, ExecutionFilter filter) {
        CountExecutionsResponse counts = ask(
                caller,
                "CountExecutions",
                CountExecutionsRequest.newBuilder().setFilter(filter).build());
        return counts.getCounts().getTotal();
    }

    private GetExecutionWaitsResponse waits(String arn) {
        return ask(
                ME,
                "GetExecutionWaits",
                GetExecutionWaitsRequest.newBuilder().setExecutionArn(arn).build());
    }

    private ExecutionWait onlyWait(String arn, String kind) {
        patiently()
                .untilAsserted(() -> assertThat(waits(arn).getWaitsList())
                        .extracting(ExecutionWait::getKind)
                        .containsExactly(kind));
        return waits(arn).getWaits(0);
    }

    /** Hears everything that a stream tells, until it has had enough. */
    private static final class Listener<A> implements Audience<A> {
        final List<A> heard = new CopyOnWriteArrayList<>();
        private final List<Runnable> whenGone = new CopyOnWriteArrayList<>();
        private volatile boolean gone;

        @Override
        public boolean hear(A message) {
            heard.add(message);
            return !gone;
        }

        @Override
        public void whenGone(Runnable action) {
            whenGone.add(action);
        }

        void go() {
            gone = true;
            whenGone.forEach(Runnable::run);
        }
    }

    private Thread listen(String action, Message request, Audience<Message> audience) {
        return Thread.startVirtualThread(
                () -> node.actions().findStream(action).orElseThrow().tell(ME, request, audience));
    }

    @Test
    void executionsAreFoundAndCountedByTheSameFilter() {
        String hold = registry.machine("hold", HOLD);
        String fail = registry.machine("fail", FAIL);
        IntStream.range(0, 5).forEach(i -> begin(hold, "Order-" + i));
        IntStream.range(0, 3).forEach(i -> begin(fail, "order-" + i));
        ExecutionFilter failed = ExecutionFilter.newBuilder()
                .setName("ORDER")
                .setError("Boom")
                .addStatus("FAILED")
                .build();
        patiently().until(() -> count(ME, failed) == 3);
        ExecutionFilter held =
                ExecutionFilter.newBuilder().setStateMachineArn(hold).build();
        assertThat(count(ME, held)).isEqualTo(5);
        assertThat(count(OTHER, ExecutionFilter.getDefaultInstance())).isZero();

        SearchExecutionsRequest request = SearchExecutionsRequest.newBuilder()
                .setFilter(held)
                .setMaxResults(3)
                .build();
        SearchExecutionsResponse first = ask(ME, "SearchExecutions", request);
        assertThat(first.getExecutionsCount()).isEqualTo(3);
        begin(hold, "newer"); // belongs to no later page
        SearchExecutionsResponse second = ask(
                ME,
                "SearchExecutions",
                request.toBuilder().setNextToken(first.getNextToken()).build());
        assertThat(second.hasNextToken()).isFalse();
        assertThat(second.getExecutionsList())
                .extracting(e -> e.getName())
                .hasSize(2)
                .allMatch(name -> name.startsWith("Order-"));
        assertThatThrownBy(() -> ask(
                        ME,
                        "SearchExecutions",
                        request.toBuilder()
                                .setFilter(failed)
                                .setNextToken(first.getNextToken())
                                .build()))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.error()).isEqualTo("InvalidToken"));
        GetOverviewResponse overview = ask(ME, "GetOverview", GetOverviewRequest.getDefaultInstance());
        assertThat(overview.getLastHour().getRunning()).isEqualTo(6);
        assertThat(overview.getLastDay().getFailed()).isEqualTo(3);
        assertThat(overview.getMachines(0).getStateMachineArn()).isEqualTo(fail);
    }

    @Test
    void howManyExecutionsAreOpenStandsBesideHowManyMayBe() {
        registry.quota(ME.tenant(), "OpenExecutions", 5, OptionalLong.empty());
        registry.quota(ME.tenant(), "StopExecution", 9, OptionalLong.of(3));
        registry.quota(OTHER.tenant(), "OpenExecutions", 6, OptionalLong.empty());
        String hold = registry.machine("hold", HOLD);
        begin(hold, "a");
        stop(begin(hold, "b"));
        begin(hold, "c");
        Quota open = Quota.newBuilder()
                .setName("OpenExecutions")
                .setSize(5)
                .setUsed(2)
                .build();
        assertThat(quotas(ME))
                .containsExactly(
                        open,
                        Quota.newBuilder().setName("StopExecution").setSize(9).build());
        assertThat(quotas(OTHER))
                .containsExactly(open.toBuilder().setSize(6).setUsed(0).build());
    }

    private List<Quota> quotas(Caller caller) {
        ListQuotasResponse answer = ask(caller, "ListQuotas", ListOwnQuotasRequest.getDefaultInstance());
        return answer.getQuotasList();
    }

    @Test
    void whyAnExecutionWaits() {
        ExecutionWait timer = onlyWait(begin(registry.machine("timer", HOLD), "a"), "TIMER");
        assertThat(timer.getStateName()).isEqualTo("A");
        assertThat(timer.hasSince() && timer.hasUntil()).isTrue();
        assertThat(timer.getUntil().getSeconds() - timer.getSince().getSeconds())
                .isEqualTo(600);

        String retry = registry.machine("retry", """
                {"StartAt": "A", "States": {"A": {"Type": "Parallel", "End": true,
                  "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 900}],
                  "Branches": [{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}}]}}}""");
        ExecutionWait retrying = onlyWait(begin(retry, "a"), "RETRY");
        assertThat(retrying.getAttempt()).isEqualTo(2);
        assertThat(retrying.hasUntil()).isTrue();

        String nested = registry.machine("nested", """
                {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "MaxConcurrency": 2,
                  "ItemsPath": "$.items", "ItemProcessor": {"StartAt": "W", "States": {
                    "W": {"Type": "Wait", "Seconds": 600, "End": true}}}}}}""");
        StartExecutionResponse map = ask(
                ME,
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(nested)
                        .setInput("{\"items\":[1,2,3,4,5]}")
                        .build());
        patiently().until(() -> waits(map.getExecutionArn()).getWaitsCount() == 3);
        Map<String, List<ExecutionWait>> byKind = waits(map.getExecutionArn()).getWaitsList().stream()
                .collect(Collectors.groupingBy(ExecutionWait::getKind));
        assertThat(byKind.getOrDefault("CONCURRENCY", List.of()).getFirst().getWaitingCount())
                .isEqualTo(3);
        assertThat(byKind.getOrDefault("TIMER", List.of()))
                .extracting(wait -> wait.getPath(0).getIteration())
                .containsExactly(0, 1);
        assertThat(byKind.getOrDefault("TIMER", List.of()).getFirst().getPath(0).getStateName())
                .isEqualTo("M");
        stop(map.getExecutionArn());
        assertThat(waits(map.getExecutionArn()).getWaitsList()).isEmpty();
        assertThat(waits(map.getExecutionArn()).getStatus()).isEqualTo("ABORTED");
        assertThat(waits(map.getExecutionArn()).getLastEventId()).isPositive();
        assertThatThrownBy(() -> ask(
                        OTHER,
                        "GetExecutionWaits",
                        GetExecutionWaitsRequest.newBuilder()
                                .setExecutionArn(map.getExecutionArn())
                                .build()))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.error()).isEqualTo("ExecutionDoesNotExist"));
    }

    @Test
    void anActivitysTasksAndWhoAsksForThem() {
        String activity = registry.activity("work");
        String machine = registry.machine("m", """
                {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "%s", "HeartbeatSeconds": 600,
                  "End": true}}}""".formatted(activity));
        String arn = begin(machine, "a");
        ExecutionWait worker = onlyWait(arn, "WORKER");
        assertThat(worker.getResource()).isEqualTo(activity);
        assertThat(worker.hasSince()).isTrue();
        assertThat(openTasks(activity).getTasks(0).getStatus()).isEqualTo("SCHEDULED");
        assertThat(openTasks(activity).getScheduledCount()).isEqualTo(1);

        GetActivityTaskResponse task = ask(
                ME,
                "GetActivityTask",
                GetActivityTaskRequest.newBuilder()
                        .setActivityArn(activity)
                        .setWorkerName("bee")
                        .build());
        ask(
                ME,
                "SendTaskHeartbeat",
                SendTaskHeartbeatRequest.newBuilder()
                        .setTaskToken(task.getTaskToken())
                        .build());
        ExecutionWait heartbeat = onlyWait(arn, "HEARTBEAT");
        assertThat(heartbeat.getWorkerName()).isEqualTo("bee");
        assertThat(heartbeat.hasUntil() && heartbeat.hasLastHeartbeat()).isTrue();
        ListOpenTasksResponse open = openTasks(activity);
        assertThat(open.getStartedCount()).isEqualTo(1);
        assertThat(open.getTasks(0).getStatus()).isEqualTo("STARTED");
        assertThat(open.getTasks(0).getWorkerName()).isEqualTo("bee");
        assertThat(open.getTasks(0).getExecutionArn()).isEqualTo(arn);
        ListActivityPollersResponse pollers = ask(
                ME,
                "ListActivityPollers",
                ListActivityPollersRequest.newBuilder().setActivityArn(activity).build());
        assertThat(pollers.getPollersList()).extracting(p -> p.getWorkerName()).containsExactly("bee");
    }

    private ListOpenTasksResponse openTasks(String activity) {
        return ask(
                ME,
                "ListOpenTasks",
                ListOpenTasksRequest.newBuilder().setActivityArn(activity).build());
    }

    @Test
    void aHistoryIsToldAsItGrowsAndGoesOnWhereItWasLeft() throws InterruptedException {
        String arn = begin(registry.machine("m", HOLD), "a");
        WatchExecutionHistoryRequest request =
                WatchExecutionHistoryRequest.newBuilder().setExecutionArn(arn).build();
        Listener<Message> first = new Listener<>();
        Thread telling = listen("WatchExecutionHistory", request, first);
        patiently().untilAsserted(() -> assertThat(events(first)).containsExactly(1L, 2L));
        patiently().untilAsserted(() -> assertThat(statuses(first)).containsExactly("RUNNING"));
        first.go();
        telling.join();

        Listener<Message> second = new Listener<>();
        Thread again = listen(
                "WatchExecutionHistory", request.toBuilder().setCursor("2").build(), second);
        patiently().untilAsserted(() -> assertThat(statuses(second)).containsExactly("RUNNING"));
        stop(arn);
        patiently().untilAsserted(() -> assertThat(statuses(second)).containsExactly("RUNNING", "ABORTED"));
        assertThat(events(second)).startsWith(3L).doesNotHaveDuplicates().isSorted();
        WatchExecutionHistoryResponse last = (WatchExecutionHistoryResponse) second.heard.getLast();
        assertThat(last.hasStatus()).isTrue();
        assertThat(last.getCursor()).isEqualTo(events(second).getLast().toString());
        second.go();
        again.join();
    }

    private static List<Long> events(Listener<Message> listener) {
        return listener.heard.stream()
                .map(WatchExecutionHistoryResponse.class::cast)
                .filter(WatchExecutionHistoryResponse::hasEvent)
                .map(message -> message.getEvent().getId())
                .toList();
    }

    private static List<String> statuses(Listener<Message> listener) {
        return listener.heard.stream()
                .map(WatchExecutionHistoryResponse.class::cast)
                .filter(WatchExecutionHistoryResponse::hasStatus)
                .map(message -> message.getStatus().getStatus())
                .toList();
    }

    @Test
    void aListIsToldWhatBeginsAndEnds() throws InterruptedException {
        String machine = registry.machine("m", HOLD);
        String other = registry.machine("other", PASS);
        WatchExecutionsRequest request = WatchExecutionsRequest.newBuilder()
                .setFilter(ExecutionFilter.newBuilder().setStateMachineArn(machine))
                .build();
        Listener<Message> first = new Listener<>();
        Thread telling = listen("WatchExecutions", request, first);
        patiently().until(() -> !first.heard.isEmpty());
        String cursor = ((WatchExecutionsResponse) first.heard.getFirst()).getCursor();
        String arn = begin(machine, "a");
        begin(other, "b");
        patiently().untilAsserted(() -> assertThat(told(first)).containsExactly("a RUNNING"));
        stop(arn);
        patiently().untilAsserted(() -> assertThat(told(first)).containsExactly("a RUNNING", "a ABORTED"));
        first.go();
        telling.join();

        Listener<Message> second = new Listener<>();
        Thread again =
                listen("WatchExecutions", request.toBuilder().setCursor(cursor).build(), second);
        patiently().untilAsserted(() -> assertThat(told(second)).containsExactly("a ABORTED"));
        second.go();
        again.join();
    }

    private static List<String> told(Listener<Message> listener) {
        return listener.heard.stream()
                .map(WatchExecutionsResponse.class::cast)
                .filter(WatchExecutionsResponse::hasExecution)
                .map(message -> message.getExecution().getName() + " "
                        + message.getExecution().getStatus())
                .toList();
    }

    @Test
    void aNodeThatEndsLetsItsListenersGo() throws InterruptedException {
        Listener<Message> listener = new Listener<>();
        Thread telling = listen("WatchExecutions", WatchExecutionsRequest.getDefaultInstance(), listener);
        patiently().until(() -> !listener.heard.isEmpty());
        node.close();
        telling.join();
    }
}
