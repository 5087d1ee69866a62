package dev.stepwell.execution.journal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.contracts.platform.v1.PutSearchAttributesRequest;
import dev.stepwell.contracts.platform.v1.SearchAttribute;
import dev.stepwell.contracts.platform.v1.SearchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.SearchExecutionsResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.journal.postgres.PostgresSurvey;
import dev.stepwell.execution.observation.Finder;
import dev.stepwell.execution.observation.Summaries;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import dev.stepwell.execution.search.SearchIndex;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether executions are sorted or walked, the same ones are found, in the same order, page by page. */
@Tag("postgres")
class WideConditionsTest {
    private static final int EXECUTIONS = 60;
    private static final String PASS = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";

    @Test
    void walkedOrSortedTheSameAreFound() {
        DataSource database = TestPostgres.migrated();
        new Partitions(database).ensure();
        TinyRegistry registry = new TinyRegistry();
        try (LiveNode node = new LiveNode(
                "a", database, new MemoryQueue(), new MemoryNews(), registry, URI.create("http://127.0.0.1:1"))) {
            fill(node, registry.machine("orders", PASS));
            Survey survey = new PostgresSurvey(database);
            Finder sorting = new Finder(survey, new PostgresSearchIndex(database, (tenant, facts) -> true));
            SearchIndex wide = new PostgresSearchIndex(database, (tenant, facts) -> true, 1);
            Finder walking = new Finder(survey, wide);
            for (List<String> conditions : List.of(
                    List.of("amount>=0"),
                    List.of("amount>=0", "amount<30"),
                    List.of("kind=even", "amount>10"),
                    List.of("kind=even", "kind=odd"),
                    List.of("kind^=e", "amount<1000"),
                    List.of("amount>1000"))) {
                ExecutionFilter filter =
                        ExecutionFilter.newBuilder().addAllAttribute(conditions).build();
                assertThat(all(walking, filter)).as("%s", conditions).isEqualTo(all(sorting, filter));
            }
            assertThat(all(
                            sorting,
                            ExecutionFilter.newBuilder()
                                    .addAttribute("amount>=0")
                                    .build()))
                    .hasSizeGreaterThanOrEqualTo(EXECUTIONS);
        }
    }

    private static void fill(LiveNode node, String machine) {
        node.ask(
                "PutSearchAttributes",
                PutSearchAttributesRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .addAttributes(attribute("amount"))
                        .addAttributes(attribute("kind"))
                        .build());
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            start(node, machine, -1); // until the node has heard that they are to be indexed
            return found(node, "amount=-1") > 0;
        });
        for (int i = 0; i < EXECUTIONS; i++) {
            start(node, machine, i);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> found(node, "amount>=0") >= EXECUTIONS);
    }

    private static SearchAttribute attribute(String name) {
        return SearchAttribute.newBuilder()
                .setName(name)
                .setPath("$." + name)
                .setSource("INPUT")
                .build();
    }

    private static void start(LiveNode node, String machine, int amount) {
        node.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .setInput("{\"amount\":" + amount + ",\"kind\":\"" + (amount % 2 == 0 ? "even" : "odd") + "\"}")
                        .build());
    }

    private static int found(LiveNode node, String condition) {
        SearchExecutionsResponse answer = node.ask(
                "SearchExecutions",
                SearchExecutionsRequest.newBuilder()
                        .setFilter(ExecutionFilter.newBuilder().addAttribute(condition))
                        .build());
        return answer.getExecutionsCount();
    }

    private static List<String> all(Finder finder, ExecutionFilter filter) {
        List<String> found = new ArrayList<>();
        Optional<After> after = Optional.empty();
        do {
            SearchIndex.Page page = finder.page(LiveNode.CALLER, filter, after, 7);
            page.found().forEach(one -> found.add(Summaries.of(one).getExecutionArn()));
            after = page.next();
        } while (after.isPresent());
        return found;
    }
}
