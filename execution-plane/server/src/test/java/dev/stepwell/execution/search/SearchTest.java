package dev.stepwell.execution.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.CountExecutionsRequest;
import dev.stepwell.contracts.platform.v1.CountExecutionsResponse;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.contracts.platform.v1.ExecutionSummary;
import dev.stepwell.contracts.platform.v1.GetSearchAttributesRequest;
import dev.stepwell.contracts.platform.v1.GetSearchAttributesResponse;
import dev.stepwell.contracts.platform.v1.PutSearchAttributesRequest;
import dev.stepwell.contracts.platform.v1.SearchAttribute;
import dev.stepwell.contracts.platform.v1.SearchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.SearchExecutionsResponse;
import dev.stepwell.contracts.platform.v1.WatchExecutionsRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.execution.fakes.LiveHouse;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Executions are found by what their input and output say, on nodes as in production and when one is killed. */
@Tag("postgres")
class SearchTest {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Caller OTHER = LiveNode.caller(2, "210987654321");
    private static final String PASS =
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Result\":{\"invoice\":7,\"note\":\"Grüße paid-in-full\"},\"End\":true}}}";
    private static final String HOLD =
            "{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":86400,\"End\":true}}}";

    private final LiveHouse house = new LiveHouse();
    private final TinyRegistry registry = house.registry;
    private final LiveNode node = house.node("a");

    @AfterEach
    void close() {
        node.close();
    }

    private static SearchAttribute attribute(String name, String path, String source) {
        return SearchAttribute.newBuilder()
                .setName(name)
                .setPath(path)
                .setSource(source)
                .build();
    }

    /** Has a machine's executions indexed, and waits until the node knows: others that begin before that are not. */
    private String searched(LiveNode where, String name, String definition) {
        String machine = registry.machine(name, definition);
        where.ask(
                "PutSearchAttributes",
                PutSearchAttributesRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .addAttributes(attribute("orderId", "$.order.id", "INPUT"))
                        .addAttributes(attribute("customer", "$.customer", "INPUT"))
                        .addAttributes(attribute("invoice", "$.invoice", "OUTPUT"))
                        .setPayloadText(true)
                        .build());
        await().atMost(LONG).until(() -> {
            start(where, machine, "{\"customer\":\"probe\"}");
            return !find(ExecutionFilter.newBuilder()
                            .setStateMachineArn(machine)
                            .addAttribute("customer=probe"))
                    .isEmpty();
        });
        return machine;
    }

    private String start(LiveNode where, String machine, String input) {
        dev.stepwell.contracts.sfn.v1.StartExecutionResponse started = where.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .setInput(input)
                        .build());
        return started.getExecutionArn();
    }

    private List<String> find(ExecutionFilter.Builder filter) {
        SearchExecutionsResponse found = node.ask(
                "SearchExecutions",
                SearchExecutionsRequest.newBuilder().setFilter(filter).build());
        return found.getExecutionsList().stream()
                .map(ExecutionSummary::getExecutionArn)
                .toList();
    }

    private List<String> by(String... attributes) {
        return find(ExecutionFilter.newBuilder().addAllAttribute(List.of(attributes)));
    }

    private List<String> with(String text) {
        return find(ExecutionFilter.newBuilder().setText(text));
    }

    private void awaitFound(String arn, ExecutionFilter.Builder filter) {
        await().atMost(LONG).until(() -> find(filter.clone()).contains(arn));
    }

    private long query(String sql) {
        try (Connection connection = house.database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void attributesOfInputAndOutputFind() {
        String machine = searched(node, "orders", PASS);
        String first = start(node, machine, "{\"order\":{\"id\":4711},\"customer\":\"Smith & Sons\"}");
        String second = start(node, machine, "{\"order\":{\"id\":\"4711\"},\"customer\":\"Smythe\"}");
        String third = start(node, machine, "{\"order\":{\"id\":12345678901234567890},\"customer\":\"Jones\"}");
        awaitFound(
                third,
                ExecutionFilter.newBuilder()
                        .addAttribute("orderId=12345678901234567890")
                        .addAttribute("invoice=7"));
        assertThat(by("orderId=12345678901234567891")).isEmpty();
        assertThat(by("orderId=4711")).containsExactlyInAnyOrder(first, second);
        assertThat(by("orderId=\"4711\"")).containsExactly(second);
        assertThat(by("customer^=Sm")).containsExactlyInAnyOrder(first, second);
        assertThat(by("customer^=Sm", "orderId<5000")).containsExactly(first);
        assertThat(by("orderId>4711")).containsExactly(third);
        assertThat(by("orderId>=4711")).containsExactlyInAnyOrder(third, first);
        assertThat(by("customer in [\"Jones\",\"Smythe\"]")).containsExactlyInAnyOrder(third, second);
        assertThat(by("customer=smythe")).isEmpty();
        assertThat(find(ExecutionFilter.newBuilder().addAttribute("invoice=7").addStatus("FAILED")))
                .isEmpty();
        assertThat(find(ExecutionFilter.newBuilder()
                        .addAttribute("invoice=7")
                        .addAttribute("orderId=4711")
                        .addStatus("SUCCEEDED")))
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    void wordsOfInputAndOutputFindWithTheRestOfTheFilter() {
        String machine = searched(node, "texts", PASS);
        String held = searched(node, "held", HOLD);
        String one = start(node, machine, "{\"a\":[\"Hello World\",{\"b\":\"order-77\"}]}");
        String two = start(node, held, "{\"a\":\"hello again\"}");
        awaitFound(one, ExecutionFilter.newBuilder().setText("GRÜßE order-77 full hello world"));
        awaitFound(two, ExecutionFilter.newBuilder().setText("hello again"));
        assertThat(with("hello")).containsExactlyInAnyOrder(two, one);
        assertThat(with("hel*")).containsExactlyInAnyOrder(two, one);
        assertThat(with("hel")).isEmpty();
        assertThat(with("hello missing")).isEmpty();
        assertThat(find(ExecutionFilter.newBuilder().setText("hello").setStateMachineArn(held)))
                .containsExactly(two);
        assertThat(find(ExecutionFilter.newBuilder().setText("hello").addStatus("SUCCEEDED")))
                .containsExactly(one);
        CountExecutionsResponse counts = node.ask(
                "CountExecutions",
                CountExecutionsRequest.newBuilder()
                        .setFilter(ExecutionFilter.newBuilder().setText("hello"))
                        .build());
        assertThat(counts.getCounts().getTotal()).isEqualTo(2);
        assertThat(counts.getCounts().getRunning()).isEqualTo(1);
        assertThat(counts.hasTruncated()).isFalse();
    }

    @Test
    void pagesGoThroughAllOnce() {
        String machine = searched(node, "pages", HOLD);
        List<String> started = new ArrayList<>(IntStream.range(0, 7)
                .mapToObj(i -> start(node, machine, "{\"customer\":\"paged\",\"order\":{\"id\":" + i + "}}"))
                .toList());
        for (ExecutionFilter.Builder filter : List.of(
                ExecutionFilter.newBuilder().addAttribute("customer=paged"),
                ExecutionFilter.newBuilder().addAttribute("customer^=page"),
                ExecutionFilter.newBuilder().addAttribute("orderId in [0,1,2,3,4,5,6]"),
                ExecutionFilter.newBuilder().setText("paged"))) {
            started.forEach(arn -> awaitFound(arn, filter));
            List<String> seen = new ArrayList<>();
            SearchExecutionsRequest.Builder request =
                    SearchExecutionsRequest.newBuilder().setFilter(filter).setMaxResults(3);
            SearchExecutionsResponse page;
            do {
                page = node.ask("SearchExecutions", request.build());
                page.getExecutionsList().forEach(each -> seen.add(each.getExecutionArn()));
                assertThat(page.hasIndex()).isTrue();
                request.setNextToken(page.getNextToken());
            } while (page.hasNextToken());
            assertThat(seen).as(filter.toString()).containsExactlyInAnyOrderElementsOf(started);
            assertThat(seen).isEqualTo(find(filter));
        }
    }

    @Test
    void whatAKilledNodeHadNotIndexedIsIndexedByAnother() {
        LiveNode killed = house.node("b");
        String machine = searched(killed, "killed", PASS);
        List<String> started = IntStream.range(0, 20)
                .mapToObj(i -> start(killed, machine, "{\"customer\":\"left\"}"))
                .toList();
        killed.kill();
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(by("customer=left", "invoice=7")).containsExactlyInAnyOrderElementsOf(started));
        await().atMost(LONG).until(() -> query("SELECT count(*) FROM execution.search_backlog") == 0);
    }

    @Test
    void whatIsNotAskedForLeavesNoNote() {
        String machine = registry.machine("plain", PASS);
        searched(node, "other", PASS); // by now the node knows which machines are searched
        await().atMost(LONG).until(() -> query("SELECT count(*) FROM execution.search_backlog") == 0);
        start(node, machine, "{\"customer\":\"plain\"}");
        assertThat(query("SELECT count(*) FROM execution.search_backlog b JOIN execution.execution e"
                        + " USING (tenant_id, execution_id) WHERE e.machine = 'plain'"))
                .isZero();
    }

    @Test
    void nobodyFindsWhatIsAnothers() {
        String machine = searched(node, "mine", PASS);
        String arn = start(node, machine, "{\"customer\":\"secret\"}");
        awaitFound(arn, ExecutionFilter.newBuilder().setText("secret"));
        for (ExecutionFilter.Builder filter : List.of(
                ExecutionFilter.newBuilder().setText("secret"),
                ExecutionFilter.newBuilder().setText("s*"),
                ExecutionFilter.newBuilder().addAttribute("customer=secret"),
                ExecutionFilter.newBuilder().addAttribute("customer>a"))) {
            SearchExecutionsResponse found = (SearchExecutionsResponse) node.node
                    .actions()
                    .find("SearchExecutions")
                    .orElseThrow()
                    .answer(
                            OTHER,
                            SearchExecutionsRequest.newBuilder()
                                    .setFilter(filter)
                                    .build());
            assertThat(found.getExecutionsList()).isEmpty();
            assertThat(found.getIndex().getWaitingCount()).isZero();
        }
    }

    @Test
    void whatWaitsForAWorkerOrATokenIsFound() {
        String activity = registry.activity("work");
        String task = "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"%s\",\"End\":true}}}";
        String works = start(node, registry.machine("works", task.formatted(activity)), "{}");
        String holds = start(node, registry.machine("holds", HOLD), "{}");
        ExecutionFilter.Builder byActivity = ExecutionFilter.newBuilder().setActivityArn(activity);
        awaitFound(works, byActivity);
        assertThat(find(byActivity)).containsExactly(works).doesNotContain(holds);
        assertThat(find(byActivity.clone().addStatus("FAILED"))).isEmpty();
        assertThat(find(ExecutionFilter.newBuilder().setActivityArn(activity + "-not")))
                .isEmpty();
        String asks = start(
                node,
                registry.machine(
                        "asks",
                        "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":"
                                + "\"arn:aws:states:::states:startExecution.waitForTaskToken\",\"Parameters\":{\"StateMachineArn\":\""
                                + registry.machine("holds", HOLD)
                                + "\",\"Input\":{\"token.$\":\"$$.Task.Token\"}},\"End\":true}}}"),
                "{}");
        ExecutionFilter.Builder byAnswer = ExecutionFilter.newBuilder().setWaitingForAnswer(true);
        awaitFound(asks, byAnswer);
        assertThat(find(byAnswer)).containsExactly(asks);
    }

    @Test
    void aSettingIsShownAndCanGo() {
        String machine = registry.machine("shown", PASS);
        PutSearchAttributesRequest put = PutSearchAttributesRequest.newBuilder()
                .setStateMachineArn(machine)
                .addAttributes(attribute("n", "$['a b'][0]", "OUTPUT"))
                .build();
        node.ask("PutSearchAttributes", put);
        GetSearchAttributesRequest get = GetSearchAttributesRequest.newBuilder()
                .setStateMachineArn(machine)
                .build();
        GetSearchAttributesResponse shown = node.ask("GetSearchAttributes", get);
        assertThat(shown.getAttributesList()).isEqualTo(put.getAttributesList());
        assertThat(shown.getPayloadText()).isFalse();
        node.ask(
                "PutSearchAttributes",
                PutSearchAttributesRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .build());
        shown = node.ask("GetSearchAttributes", get);
        assertThat(shown.getAttributesCount()).isZero();
        assertThat(query("SELECT count(*) FROM execution.search_setting")).isZero();
    }

    @Test
    void whatCannotBeIsRefused() {
        String machine = registry.machine("refused", PASS);
        for (String path : List.of("order", "$..id", "$$.Execution.Id", "$x", "$[*]")) {
            Fault refused = catchThrowableOfType(
                    Fault.class,
                    () -> node.ask(
                            "PutSearchAttributes",
                            PutSearchAttributesRequest.newBuilder()
                                    .setStateMachineArn(machine)
                                    .addAttributes(attribute("a", path, "INPUT"))
                                    .build()));
            assertThat(refused.error()).as(path).isEqualTo("ValidationException");
        }
        Fault unknown = catchThrowableOfType(
                Fault.class,
                () -> node.ask(
                        "PutSearchAttributes",
                        PutSearchAttributesRequest.newBuilder()
                                .setStateMachineArn(machine + "-not")
                                .setPayloadText(true)
                                .build()));
        assertThat(unknown.error()).isEqualTo("StateMachineDoesNotExist");
        Fault watched = catchThrowableOfType(
                Fault.class,
                () -> node.node
                        .actions()
                        .findStream("WatchExecutions")
                        .orElseThrow()
                        .tell(
                                LiveNode.CALLER,
                                WatchExecutionsRequest.newBuilder()
                                        .setFilter(ExecutionFilter.newBuilder().setText("a"))
                                        .build(),
                                new Audience<>() {
                                    @Override
                                    public boolean hear(Message message) {
                                        return false;
                                    }

                                    @Override
                                    public void whenGone(Runnable action) {}
                                }));
        assertThat(watched.error()).isEqualTo("ValidationException");
    }
}
