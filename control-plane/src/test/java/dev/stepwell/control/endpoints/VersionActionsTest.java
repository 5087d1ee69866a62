package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineVersionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.ListStateMachineVersionsRequest;
import dev.stepwell.contracts.sfn.v1.ListStateMachineVersionsResponse;
import dev.stepwell.contracts.sfn.v1.PublishStateMachineVersionRequest;
import dev.stepwell.contracts.sfn.v1.PublishStateMachineVersionResponse;
import dev.stepwell.contracts.sfn.v1.RoutingConfigurationListItem;
import dev.stepwell.contracts.sfn.v1.StateMachineVersionListItem;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineResponse;
import dev.stepwell.control.House;
import dev.stepwell.control.changes.Change;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.database.ControlDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionActionsTest {
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

    @BeforeEach
    void newMachine() {
        caller = house.newTenant();
        CreateStateMachineResponse made = house.call(
                "CreateStateMachine",
                caller,
                CreateStateMachineRequest.newBuilder()
                        .setName("m")
                        .setDefinition("{\"v\":1}")
                        .setRoleArn("arn:aws:iam::123456789012:role/r")
                        .build());
        arn = made.getStateMachineArn();
    }

    @Test
    void aRevisionIsPublishedOnce() {
        PublishStateMachineVersionResponse first = publish(publishing().setDescription("one"));
        house.clock.advance(Duration.ofSeconds(5));
        PublishStateMachineVersionResponse again = publish(publishing().setDescription("two"));

        assertThat(first.getStateMachineVersionArn()).isEqualTo(arn + ":1");
        assertThat(again).isEqualTo(first);
        assertThat(describe(arn + ":1").getDescription()).isEqualTo("one");
        assertThat(describe(arn + ":1").getCreationDate()).isEqualTo(first.getCreationDate());
        assertThat(listed()).containsExactly(arn + ":1");
    }

    @Test
    void onlyTheRevisionExpectedIsPublished() {
        assertThat(refusedPublish("ConflictException", publishing().setRevisionId("x")))
                .isEqualTo("Failed to publish the State Machine version for revision x. The current State Machine "
                        + "revision is INITIAL.");
        assertThat(publish(publishing().setRevisionId("INITIAL")).getStateMachineVersionArn())
                .isEqualTo(arn + ":1");
        String second = update(2).getRevisionId();
        assertThat(refusedPublish("ConflictException", publishing().setRevisionId("INITIAL")))
                .contains("for revision INITIAL. ")
                .endsWith("revision is " + second + ".");
        assertThat(publish(publishing().setRevisionId(second)).getStateMachineVersionArn())
                .isEqualTo(arn + ":2");
        assertThat(describe(arn + ":2").getRevisionId()).isEqualTo(second);
    }

    @Test
    void whatCannotBePublishedIsRefused() {
        PublishStateMachineVersionRequest.Builder absent =
                PublishStateMachineVersionRequest.newBuilder().setStateMachineArn(arn + "x");
        assertThat(refusedPublish("StateMachineDoesNotExist", absent))
                .isEqualTo("State Machine Does Not Exist: '" + arn + "x'");
        refusedPublish("InvalidArn", absent.setStateMachineArn("m"));
        refusedPublish("StateMachineDoesNotExist", absent.setStateMachineArn(arn + ":1"));
        Fault labelled = house.refused(
                "ValidationException",
                "PublishStateMachineVersion",
                caller,
                absent.setStateMachineArn(arn + "/label").build());
        assertThat(labelled.members()).containsEntry("reason", "API_DOES_NOT_SUPPORT_LABELED_ARNS");
        house.refused(
                "StateMachineDoesNotExist",
                "PublishStateMachineVersion",
                house.newTenant(),
                publishing().build());
        house.call(
                "DeleteStateMachine",
                caller,
                DeleteStateMachineRequest.newBuilder().setStateMachineArn(arn).build());
        refusedPublish("StateMachineDeleting", publishing());
    }

    @Test
    void numbersAreNeverUsedTwice() {
        publish(publishing());
        update(2);
        publish(publishing());
        delete(arn + ":2");
        delete(arn + ":2");

        assertThat(listed()).containsExactly(arn + ":1");
        assertThat(publish(publishing()).getStateMachineVersionArn()).isEqualTo(arn + ":3");
        refusedDescribe(arn + ":2");
        delete(arn + ":1");
        delete(arn + ":3");
        assertThat(update(3).getStateMachineVersionArn()).isEmpty();
        assertThat(publish(publishing()).getStateMachineVersionArn()).isEqualTo(arn + ":4");
    }

    @Test
    void aVersionThatAnAliasLeadsToStays() {
        publish(publishing());
        for (String name : List.of("PROD", "BETA")) {
            house.call(
                    "CreateStateMachineAlias",
                    caller,
                    CreateStateMachineAliasRequest.newBuilder()
                            .setName(name)
                            .addRoutingConfiguration(RoutingConfigurationListItem.newBuilder()
                                    .setStateMachineVersionArn(arn + ":1")
                                    .setWeight(100))
                            .build());
        }
        Fault fault = house.refused("ConflictException", "DeleteStateMachineVersion", caller, deleting(arn + ":1"));
        assertThat(fault.text())
                .isEqualTo("Version to be deleted must not be referenced by an alias. Current list of aliases "
                        + "referencing this version: [BETA, PROD]");
        assertThat(listed()).containsExactly(arn + ":1");
    }

    @Test
    void onlyVersionsAreDeletedAsVersions() {
        publish(publishing());
        for (String wrong : List.of(arn, arn + ":PROD", arn + ":0", arn + ":01", "m")) {
            house.refused("InvalidArn", "DeleteStateMachineVersion", caller, deleting(wrong));
        }
        house.call("DeleteStateMachineVersion", house.newTenant(), deleting(arn + ":1"));
        assertThat(listed()).containsExactly(arn + ":1");
    }

    @Test
    void listsPageFromTheNewest() {
        for (int i = 2; i <= 6; i++) {
            publish(publishing());
            update(i);
        }
        List<String> seen = new ArrayList<>();
        ListStateMachineVersionsRequest.Builder request = listing().setMaxResults(2);
        ListStateMachineVersionsResponse page;
        do {
            page = house.call("ListStateMachineVersions", caller, request.build());
            seen.addAll(arns(page));
            request.setNextToken(page.getNextToken());
        } while (page.hasNextToken());

        assertThat(seen).containsExactly(arn + ":5", arn + ":4", arn + ":3", arn + ":2", arn + ":1");
        house.refused(
                "InvalidToken",
                "ListStateMachineVersions",
                caller,
                listing().setNextToken("InvalidToken").build());
    }

    @Test
    void aMachineThatIsNotThereHasNoVersions() {
        publish(publishing());
        assertThat(arns(house.call(
                        "ListStateMachineVersions",
                        caller,
                        listing().setStateMachineArn(arn + "x").build())))
                .isEmpty();
        assertThat(arns(house.call(
                        "ListStateMachineVersions", house.newTenant(), listing().build())))
                .isEmpty();
        house.refused(
                "InvalidArn",
                "ListStateMachineVersions",
                caller,
                listing().setStateMachineArn(arn + ":1").build());
    }

    @Test
    void aThousandVersionsAreAllThereMayBe() {
        new ControlDatabase(house.source)
                .write(
                        caller.tenant(),
                        sql -> sql.execute(
                                "INSERT INTO control.version SELECT tenant_id, region, machine_id, n,"
                                        + " gen_random_uuid(), '', now() FROM control.state_machine, generate_series(2, 1000) n"));
        publish(publishing());
        String second = update(2).getRevisionId();
        refusedPublish("ServiceQuotaExceededException", publishing().setRevisionId(second));
        house.refused(
                "ServiceQuotaExceededException",
                "UpdateStateMachine",
                caller,
                UpdateStateMachineRequest.newBuilder()
                        .setStateMachineArn(arn)
                        .setDefinition("{\"v\":3}")
                        .setPublish(true)
                        .build());
        assertThat(describe(arn).getRevisionId()).isEqualTo(second);
    }

    @Test
    void publishersAtTheSameTimeAgree() throws Exception {
        Set<String> published = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(
                            () -> published.add(publish(publishing()).getStateMachineVersionArn())))
                    .toList();
            for (var each : all) {
                each.get();
            }
        }
        assertThat(published).containsExactly(arn + ":1");
    }

    @Test
    void whatGoesIsInTheChangeLog() {
        publish(publishing());
        long start = house.plane.changes().newest();
        delete(arn + ":1");
        delete(arn + ":1");
        assertThat(house.plane.changes().after(start, 10))
                .extracting(Change::kind, Change::subject)
                .containsExactly(tuple(ChangeKind.VERSION_DELETED, arn + ":1"));
    }

    private PublishStateMachineVersionRequest.Builder publishing() {
        return PublishStateMachineVersionRequest.newBuilder().setStateMachineArn(arn);
    }

    private ListStateMachineVersionsRequest.Builder listing() {
        return ListStateMachineVersionsRequest.newBuilder().setStateMachineArn(arn);
    }

    private static DeleteStateMachineVersionRequest deleting(String version) {
        return DeleteStateMachineVersionRequest.newBuilder()
                .setStateMachineVersionArn(version)
                .build();
    }

    private PublishStateMachineVersionResponse publish(PublishStateMachineVersionRequest.Builder request) {
        return house.call("PublishStateMachineVersion", caller, request.build());
    }

    private String refusedPublish(String error, PublishStateMachineVersionRequest.Builder request) {
        return house.refused(error, "PublishStateMachineVersion", caller, request.build())
                .text();
    }

    private void delete(String version) {
        house.call("DeleteStateMachineVersion", caller, deleting(version));
    }

    private UpdateStateMachineResponse update(int value) {
        return house.call(
                "UpdateStateMachine",
                caller,
                UpdateStateMachineRequest.newBuilder()
                        .setStateMachineArn(arn)
                        .setDefinition("{\"v\":" + value + "}")
                        .build());
    }

    private DescribeStateMachineResponse describe(String text) {
        return house.call(
                "DescribeStateMachine",
                caller,
                DescribeStateMachineRequest.newBuilder()
                        .setStateMachineArn(text)
                        .build());
    }

    private void refusedDescribe(String text) {
        house.refused(
                "StateMachineDoesNotExist",
                "DescribeStateMachine",
                caller,
                DescribeStateMachineRequest.newBuilder()
                        .setStateMachineArn(text)
                        .build());
    }

    private List<String> listed() {
        return arns(house.call("ListStateMachineVersions", caller, listing().build()));
    }

    private static List<String> arns(ListStateMachineVersionsResponse page) {
        return page.getStateMachineVersionsList().stream()
                .map(StateMachineVersionListItem::getStateMachineVersionArn)
                .toList();
    }
}
