package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineAliasResponse;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineAliasResponse;
import dev.stepwell.contracts.sfn.v1.ListStateMachineAliasesRequest;
import dev.stepwell.contracts.sfn.v1.ListStateMachineAliasesResponse;
import dev.stepwell.contracts.sfn.v1.RoutingConfigurationListItem;
import dev.stepwell.contracts.sfn.v1.StateMachineAliasListItem;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineAliasResponse;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineRequest;
import dev.stepwell.control.House;
import dev.stepwell.control.changes.Change;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.database.ControlDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AliasActionsTest {
    private static final String NOT_THERE = "Request references a resource that does not exist.";
    private static House house;
    private Caller caller;
    private String arn;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /** A machine with three versions. */
    @BeforeEach
    void newMachine() {
        caller = house.newTenant();
        arn = machine("m");
    }

    @Test
    void anAliasIsDescribedAsItWasMade() {
        CreateStateMachineAliasResponse made =
                create(alias("PROD", route(2, 30), route(1, 70)).setDescription("live"));
        DescribeStateMachineAliasResponse found = describe(arn + ":PROD");

        assertThat(made.getStateMachineAliasArn()).isEqualTo(arn + ":PROD");
        assertThat(found.getStateMachineAliasArn()).isEqualTo(arn + ":PROD");
        assertThat(found.getName()).isEqualTo("PROD");
        assertThat(found.getDescription()).isEqualTo("live");
        assertThat(found.getCreationDate()).isEqualTo(made.getCreationDate());
        assertThat(found.getUpdateDate()).isEqualTo(made.getCreationDate());
        assertThat(found.getRoutingConfigurationList())
                .containsExactly(route(2, 30).build(), route(1, 70).build());

        create(alias("plain", route(1, 100)));
        assertThat(describe(arn + ":plain").hasDescription()).isFalse();
    }

    @Test
    void createIsIdempotentOnAllThatIsGiven() {
        CreateStateMachineAliasResponse first =
                create(alias("PROD", route(1, 70), route(2, 30)).setDescription("live"));
        house.clock.advance(Duration.ofSeconds(5));
        assertThat(create(alias("PROD", route(2, 30), route(1, 70)).setDescription("live")))
                .isEqualTo(first);
        for (CreateStateMachineAliasRequest.Builder other : List.of(
                alias("PROD", route(1, 70), route(2, 30)).setDescription("other"),
                alias("PROD", route(1, 60), route(2, 40)).setDescription("live"),
                alias("PROD", route(1, 100)).setDescription("live"))) {
            assertThat(refusedCreate("ConflictException", other).text())
                    .isEqualTo("Failed to create alias because an alias with the same name and a different routing "
                            + "configuration already exists.");
        }
    }

    @Test
    void routesThatDoNotFitTogetherAreRefusedInAwsWords() {
        String other = machine("other");
        refusedRoutes(
                "Routing configuration must contain distinct state machine version ARNs. Received: [" + arn + ":1, "
                        + arn + ":1]",
                route(1, 50),
                route(1, 50));
        refusedRoutes(
                "Routing configuration must contain state machine version ARNs. Received: [" + arn + ", " + arn + ":2]",
                route(1, 70).setStateMachineVersionArn(arn),
                route(2, 30));
        refusedRoutes(
                "Routing configuration must contain state machine version ARNs. Received: [" + arn + ":BETA]",
                route(1, 100).setStateMachineVersionArn(arn + ":BETA"));
        refusedRoutes(
                "Sum of routing configuration weights must equal 100. Received: [70, 29]", route(1, 70), route(2, 29));
        refusedRoutes(
                "Sum of routing configuration weights must equal 100. Received: [70, 31]", route(1, 70), route(2, 31));
        refusedRoutes(
                "Routing configuration must contain version ARNs of one state machine. Received: [" + arn + ":1, "
                        + other + ":1]",
                route(1, 70),
                route(1, 30).setStateMachineVersionArn(other + ":1"));
        refusedCreate("InvalidArn", alias("A", route(1, 100).setStateMachineVersionArn("v1")));
    }

    @Test
    void aNameIsNeverANumber() {
        for (String bad : List.of("123", "", "a b", "a:b", "a".repeat(81))) {
            refusedCreate("InvalidName", alias(bad, route(1, 100)));
        }
        create(alias("1.0", route(1, 100)));
        create(alias("a".repeat(80), route(1, 100)));
    }

    @Test
    void versionsMustBeThere() {
        assertThat(refusedCreate("ResourceNotFound", alias("A", route(4, 100))).text())
                .isEqualTo(NOT_THERE);
        refusedCreate("ResourceNotFound", alias("A", route(1, 50), route(4, 50)));
        String absent = arn + "x:1";
        refusedCreate("ResourceNotFound", alias("A", route(1, 100).setStateMachineVersionArn(absent)));
        house.refused(
                "ResourceNotFound",
                "CreateStateMachineAlias",
                house.newTenant(),
                alias("A", route(1, 100)).build());
        create(alias("A", route(1, 100)));
        house.refused(
                "ResourceNotFound",
                "UpdateStateMachineAlias",
                caller,
                updating("A").addRoutingConfiguration(route(9, 100)).build());
    }

    @Test
    void anUpdateLeavesWhatItDoesNotName() {
        create(alias("A", route(1, 100)).setDescription("one"));
        house.clock.advance(Duration.ofSeconds(5));
        UpdateStateMachineAliasResponse described = update(updating("A").setDescription("two"));
        assertThat(describe(arn + ":A").getRoutingConfigurationList())
                .containsExactly(route(1, 100).build());
        assertThat(describe(arn + ":A").getUpdateDate()).isEqualTo(described.getUpdateDate());

        house.clock.advance(Duration.ofSeconds(5));
        UpdateStateMachineAliasResponse routed =
                update(updating("A").addRoutingConfiguration(route(3, 50)).addRoutingConfiguration(route(2, 50)));
        DescribeStateMachineAliasResponse found = describe(arn + ":A");
        assertThat(found.getDescription()).isEqualTo("two");
        assertThat(found.getRoutingConfigurationList())
                .containsExactly(route(3, 50).build(), route(2, 50).build());
        assertThat(found.getUpdateDate()).isEqualTo(routed.getUpdateDate()).isNotEqualTo(described.getUpdateDate());
        assertThat(found.getCreationDate()).isNotEqualTo(found.getUpdateDate());

        house.clock.advance(Duration.ofSeconds(5));
        assertThat(update(updating("A").setDescription("two"))).isEqualTo(routed);
    }

    @Test
    void badUpdatesAreRefused() {
        create(alias("A", route(1, 100)));
        Fault empty = refusedUpdate("ValidationException", updating("A"));
        assertThat(empty.members()).containsEntry("reason", "MISSING_REQUIRED_PARAMETER");
        assertThat(refusedUpdate("ResourceNotFound", updating("B").setDescription("x"))
                        .text())
                .isEqualTo(NOT_THERE);
        refusedUpdate("ValidationException", updating("A").addRoutingConfiguration(route(1, 99)));
        String other = machine("other");
        Fault foreign = refusedUpdate(
                "ValidationException",
                updating("A").addRoutingConfiguration(route(1, 100).setStateMachineVersionArn(other + ":1")));
        assertThat(foreign.members()).containsEntry("reason", "INVALID_ROUTING_CONFIGURATION");
        refusedUpdate("ValidationException", updating("A").setDescription("a\0b"));
    }

    @Test
    void listsAreInTheOrderOfNamesAndMayBeOfOneVersion() {
        create(alias("c", route(1, 100)));
        create(alias("a", route(1, 40), route(2, 60)));
        create(alias("b", route(2, 100)));

        assertThat(listed(listing(arn))).containsExactly(arn + ":a", arn + ":b", arn + ":c");
        assertThat(listed(listing(arn + ":1"))).containsExactly(arn + ":a", arn + ":c");
        assertThat(listed(listing(arn + ":3"))).isEmpty();
    }

    @Test
    void listsPage() {
        List<String> names = List.of("a", "b", "c", "d", "e");
        names.forEach(name -> create(alias(name, route(1, 100))));
        List<String> seen = new ArrayList<>();
        ListStateMachineAliasesRequest.Builder request = listing(arn).setMaxResults(2);
        ListStateMachineAliasesResponse page;
        do {
            page = house.call("ListStateMachineAliases", caller, request.build());
            seen.addAll(arns(page));
            request.setNextToken(page.getNextToken());
        } while (page.hasNextToken());
        assertThat(seen)
                .containsExactlyElementsOf(
                        names.stream().map(n -> arn + ":" + n).toList());

        assertThat(refusedList("InvalidToken", listing(arn).setNextToken("InvalidToken")))
                .isEqualTo("Invalid Token: 'Invalid token'");
    }

    @Test
    void listsOfWhatIsNotThereAreRefused() {
        create(alias("a", route(1, 100)));
        assertThat(refusedList("StateMachineDoesNotExist", listing(arn + "x")))
                .isEqualTo("State Machine Does Not Exist: '" + arn + "x'");
        refusedList("ResourceNotFound", listing(arn + ":4"));
        refusedList("InvalidArn", listing(arn + ":a"));
        refusedList("InvalidArn", listing("m"));
        house.refused(
                "StateMachineDoesNotExist",
                "ListStateMachineAliases",
                house.newTenant(),
                listing(arn).build());
    }

    @Test
    void deletingTwiceIsNoFault() {
        create(alias("a", route(1, 100)));
        house.call("DeleteStateMachineAlias", house.newTenant(), deleting(arn + ":a"));
        assertThat(listed(listing(arn))).containsExactly(arn + ":a");
        house.call("DeleteStateMachineAlias", caller, deleting(arn + ":a"));
        house.call("DeleteStateMachineAlias", caller, deleting(arn + ":a"));
        assertThat(listed(listing(arn))).isEmpty();
        assertThat(house.refused("ResourceNotFound", "DescribeStateMachineAlias", caller, describing(arn + ":a"))
                        .text())
                .isEqualTo(NOT_THERE);
    }

    @Test
    void onlyAliasesAreTakenForAliases() {
        for (String wrong : List.of(arn, arn + ":1", arn + ":01", "m")) {
            house.refused("InvalidArn", "DescribeStateMachineAlias", caller, describing(wrong));
            house.refused("InvalidArn", "DeleteStateMachineAlias", caller, deleting(wrong));
        }
    }

    @Test
    void aMachineThatGoesTakesNoAliases() {
        create(alias("a", route(1, 100)));
        house.executions.running.add("m");
        house.call(
                "DeleteStateMachine",
                caller,
                DeleteStateMachineRequest.newBuilder().setStateMachineArn(arn).build());
        refusedCreate("StateMachineDeleting", alias("b", route(1, 100)));
        refusedUpdate("StateMachineDeleting", updating("a").setDescription("x"));
        refusedList("StateMachineDeleting", listing(arn));
    }

    @Test
    void aHundredAliasesAreAllThereMayBe() {
        new ControlDatabase(house.source)
                .write(
                        caller.tenant(),
                        sql -> sql.execute("INSERT INTO control.alias SELECT tenant_id, region, machine_id, 'a' || n,"
                                + " '', now(), now() FROM control.state_machine, generate_series(1, 99) n"));
        create(alias("last", route(1, 100)));
        refusedCreate("ServiceQuotaExceededException", alias("more", route(1, 100)));
        create(alias("last", route(1, 100)));
    }

    @Test
    void whatMovesIsInTheChangeLog() {
        long start = house.plane.changes().newest();
        create(alias("a", route(1, 100)));
        create(alias("a", route(1, 100)));
        update(updating("a").addRoutingConfiguration(route(2, 100)));
        update(updating("a").addRoutingConfiguration(route(2, 100)));
        house.call("DeleteStateMachineAlias", caller, deleting(arn + ":a"));
        house.call("DeleteStateMachineAlias", caller, deleting(arn + ":a"));
        assertThat(house.plane.changes().after(start, 10))
                .extracting(Change::kind, Change::subject)
                .containsExactlyElementsOf(Stream.generate(() -> tuple(ChangeKind.ALIAS_CHANGED, arn + ":a"))
                        .limit(3)
                        .toList());
    }

    private String machine(String name) {
        CreateStateMachineResponse made = house.call(
                "CreateStateMachine",
                caller,
                CreateStateMachineRequest.newBuilder()
                        .setName(name)
                        .setDefinition("{\"v\":1}")
                        .setRoleArn("arn:aws:iam::123456789012:role/r")
                        .setPublish(true)
                        .build());
        for (int version = 2; version <= 3; version++) {
            house.call(
                    "UpdateStateMachine",
                    caller,
                    UpdateStateMachineRequest.newBuilder()
                            .setStateMachineArn(made.getStateMachineArn())
                            .setDefinition("{\"v\":" + version + "}")
                            .setPublish(true)
                            .build());
        }
        return made.getStateMachineArn();
    }

    private RoutingConfigurationListItem.Builder route(int version, int weight) {
        return RoutingConfigurationListItem.newBuilder()
                .setStateMachineVersionArn(arn + ":" + version)
                .setWeight(weight);
    }

    private static CreateStateMachineAliasRequest.Builder alias(
            String name, RoutingConfigurationListItem.Builder... routes) {
        CreateStateMachineAliasRequest.Builder request =
                CreateStateMachineAliasRequest.newBuilder().setName(name);
        for (RoutingConfigurationListItem.Builder route : routes) {
            request.addRoutingConfiguration(route);
        }
        return request;
    }

    private UpdateStateMachineAliasRequest.Builder updating(String name) {
        return UpdateStateMachineAliasRequest.newBuilder().setStateMachineAliasArn(arn + ":" + name);
    }

    private static ListStateMachineAliasesRequest.Builder listing(String text) {
        return ListStateMachineAliasesRequest.newBuilder().setStateMachineArn(text);
    }

    private static DescribeStateMachineAliasRequest describing(String text) {
        return DescribeStateMachineAliasRequest.newBuilder()
                .setStateMachineAliasArn(text)
                .build();
    }

    private static DeleteStateMachineAliasRequest deleting(String text) {
        return DeleteStateMachineAliasRequest.newBuilder()
                .setStateMachineAliasArn(text)
                .build();
    }

    private CreateStateMachineAliasResponse create(CreateStateMachineAliasRequest.Builder request) {
        return house.call("CreateStateMachineAlias", caller, request.build());
    }

    private Fault refusedCreate(String error, CreateStateMachineAliasRequest.Builder request) {
        return house.refused(error, "CreateStateMachineAlias", caller, request.build());
    }

    private void refusedRoutes(String text, RoutingConfigurationListItem.Builder... routes) {
        Fault fault = refusedCreate("ValidationException", alias("A", routes));
        assertThat(fault.text()).isEqualTo(text);
        assertThat(fault.members()).containsEntry("reason", "INVALID_ROUTING_CONFIGURATION");
    }

    private UpdateStateMachineAliasResponse update(UpdateStateMachineAliasRequest.Builder request) {
        return house.call("UpdateStateMachineAlias", caller, request.build());
    }

    private Fault refusedUpdate(String error, UpdateStateMachineAliasRequest.Builder request) {
        return house.refused(error, "UpdateStateMachineAlias", caller, request.build());
    }

    private DescribeStateMachineAliasResponse describe(String text) {
        return house.call("DescribeStateMachineAlias", caller, describing(text));
    }

    private List<String> listed(ListStateMachineAliasesRequest.Builder request) {
        return arns(house.call("ListStateMachineAliases", caller, request.build()));
    }

    private String refusedList(String error, ListStateMachineAliasesRequest.Builder request) {
        return house.refused(error, "ListStateMachineAliases", caller, request.build())
                .text();
    }

    private static List<String> arns(ListStateMachineAliasesResponse page) {
        return page.getStateMachineAliasesList().stream()
                .map(StateMachineAliasListItem::getStateMachineAliasArn)
                .toList();
    }
}
