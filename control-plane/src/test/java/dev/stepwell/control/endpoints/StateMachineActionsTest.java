package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.CloudWatchLogsLogGroup;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.EncryptionConfiguration;
import dev.stepwell.contracts.sfn.v1.ListStateMachinesRequest;
import dev.stepwell.contracts.sfn.v1.ListStateMachinesResponse;
import dev.stepwell.contracts.sfn.v1.LogDestination;
import dev.stepwell.contracts.sfn.v1.LogDestinations;
import dev.stepwell.contracts.sfn.v1.LoggingConfiguration;
import dev.stepwell.contracts.sfn.v1.StateMachineListItem;
import dev.stepwell.contracts.sfn.v1.StateVariables;
import dev.stepwell.contracts.sfn.v1.TracingConfiguration;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineResponse;
import dev.stepwell.control.House;
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

class StateMachineActionsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/r1";
    private static final String OTHER_ROLE = "arn:aws:iam::123456789012:role/path/r2";
    private static final String LOG_GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/x:*";
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
    void newTenant() {
        caller = house.newTenant();
    }

    @Test
    void aNewMachineIsDescribedWithAwsDefaults() {
        CreateStateMachineResponse made = create(machine("first.one"));
        DescribeStateMachineResponse found = describe(made.getStateMachineArn());

        assertThat(made.getStateMachineArn())
                .isEqualTo("arn:aws:states:us-east-1:" + caller.account() + ":stateMachine:first.one");
        assertThat(made.hasStateMachineVersionArn()).isFalse();
        assertThat(found.getName()).isEqualTo("first.one");
        assertThat(found.getStatus()).isEqualTo("ACTIVE");
        assertThat(found.getType()).isEqualTo("STANDARD");
        assertThat(found.getDefinition()).isEqualTo("{\"a\":1}");
        assertThat(found.getRoleArn()).isEqualTo(ROLE);
        assertThat(found.getCreationDate()).isEqualTo(made.getCreationDate());
        assertThat(found.getCreationDate().getNanos()).isEqualTo(123_000_000);
        assertThat(found.getLoggingConfiguration().getLevel()).isEqualTo("OFF");
        assertThat(found.getLoggingConfiguration().getIncludeExecutionData()).isFalse();
        assertThat(found.getLoggingConfiguration().hasDestinations()).isFalse();
        assertThat(found.getTracingConfiguration().getEnabled()).isFalse();
        assertThat(found.getEncryptionConfiguration().getType()).isEqualTo("AWS_OWNED_KEY");
        assertThat(found.hasRevisionId()).isFalse();
        assertThat(found.hasDescription()).isFalse();
    }

    @Test
    void metadataOnlyLeavesTheDefinitionEmpty() {
        String arn = create(machine("m")).getStateMachineArn();
        DescribeStateMachineResponse found = house.call(
                "DescribeStateMachine",
                caller,
                DescribeStateMachineRequest.newBuilder()
                        .setStateMachineArn(arn)
                        .setIncludedData("METADATA_ONLY")
                        .build());
        assertThat(found.getDefinition()).isEqualTo("{}");
        assertThat(found.getVariableReferencesList()).isEmpty();
    }

    @Test
    void theVariablesThatStatesReadAreTold() {
        String arn = create(machine("m")
                        .setDefinition("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"InputPath\":\"$b\","
                                + "\"OutputPath\":\"$a.x\",\"Next\":\"B\"},\"B\":{\"Type\":\"Succeed\"}}}"))
                .getStateMachineArn();
        assertThat(describe(arn).getVariableReferencesList())
                .containsExactly(StateVariables.newBuilder()
                        .setState("A")
                        .addVariables("a")
                        .addVariables("b")
                        .build());
    }

    @Test
    void definitionsOfAnySizeAndCharacterComeBackAsTheyWere() {
        String large = "{\"Comment\":\"" + "é\u0000😀".repeat(100_000) + "\"}";
        String arn = create(machine("large").setDefinition(large)).getStateMachineArn();
        assertThat(describe(arn).getDefinition()).isEqualTo(large);
    }

    @Test
    void createIsIdempotentWhateverRoleAndTagsSay() {
        CreateStateMachineResponse first = create(machine("m"));
        house.clock.advance(Duration.ofSeconds(5));
        CreateStateMachineResponse again = create(machine("m").setRoleArn(OTHER_ROLE));

        assertThat(again).isEqualTo(first);
        assertThat(describe(first.getStateMachineArn()).getRoleArn()).isEqualTo(ROLE);
    }

    @Test
    void anotherDefinitionTypeOrSettingAlreadyExists() {
        String arn = create(machine("m")).getStateMachineArn();
        String text = "State Machine Already Exists: '" + arn + "'";
        List<CreateStateMachineRequest.Builder> others = List.of(
                machine("m").setDefinition("{\"a\": 1}"),
                machine("m").setType("EXPRESS"),
                machine("m")
                        .setTracingConfiguration(
                                TracingConfiguration.newBuilder().setEnabled(true)),
                machine("m").setLoggingConfiguration(logging("ALL", LOG_GROUP)),
                machine("m").setPublish(true));
        for (CreateStateMachineRequest.Builder other : others) {
            assertThat(refusedCreate("StateMachineAlreadyExists", other)).isEqualTo(text);
        }
    }

    @Test
    void badCreatesAreRefusedInAwsWords() {
        assertThat(refusedCreate("InvalidName", machine("a b"))).isEqualTo("Invalid Name: 'a b'");
        assertThat(refusedCreate("InvalidArn", machine("m").setRoleArn("role"))).isEqualTo("Invalid Role Arn: 'role'");
        assertThat(refusedCreate("InvalidDefinition", machine("m").setDefinition("BAD")))
                .isEqualTo("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: a word for STANDARD at /'");
        assertThat(refusedCreate("ValidationException", machine("m").setVersionDescription("x")))
                .isEqualTo("Version description can only be set when publish is true");
        refusedCreate(
                "InvalidTracingConfiguration",
                machine("m").setTracingConfiguration(TracingConfiguration.getDefaultInstance()));
        assertThat(refusedCreate("StateMachineTypeNotSupported", machine("m").setType("SLOW")))
                .contains("SLOW");
        assertThat(refusedCreate(
                        "ValidationException", machine("m").setPublish(true).setVersionDescription("a\0b")))
                .contains("U+0000");
        assertThat(refusedCreate(
                        "InvalidEncryptionConfiguration",
                        machine("m")
                                .setEncryptionConfiguration(EncryptionConfiguration.newBuilder()
                                        .setType("CUSTOMER_MANAGED_KMS_KEY")
                                        .setKmsKeyId("k"))))
                .contains("AWS_OWNED_KEY");
        assertThat(names()).isEmpty();
    }

    @Test
    void loggingNeedsOneDestinationAndEchoesWhatItWasGiven() {
        for (String level : List.of("ALL", "ERROR", "FATAL")) {
            assertThat(refusedCreate(
                            "InvalidLoggingConfiguration",
                            machine("m")
                                    .setLoggingConfiguration(
                                            LoggingConfiguration.newBuilder().setLevel(level))))
                    .isEqualTo("Invalid Logging Configuration: Must specify exactly one Log Destination.");
        }
        assertThat(refusedCreate(
                        "InvalidLoggingConfiguration",
                        machine("m").setLoggingConfiguration(logging("ALL", LOG_GROUP, LOG_GROUP))))
                .isEqualTo("Invalid Logging Configuration: Must specify exactly one Log Destination.");
        assertThat(refusedCreate(
                        "InvalidLoggingConfiguration", machine("m").setLoggingConfiguration(logging("ALL", "nowhere"))))
                .isEqualTo("Invalid Logging Configuration: Log Destination not found.");

        LoggingConfiguration given =
                logging("ERROR", LOG_GROUP).setIncludeExecutionData(true).build();
        assertThat(describe(create(machine("full").setLoggingConfiguration(given))
                                .getStateMachineArn())
                        .getLoggingConfiguration())
                .isEqualTo(given);

        LoggingConfiguration empty = LoggingConfiguration.newBuilder()
                .setDestinations(LogDestinations.getDefaultInstance())
                .build();
        LoggingConfiguration echoed = describe(
                        create(machine("empty").setLoggingConfiguration(empty)).getStateMachineArn())
                .getLoggingConfiguration();
        assertThat(echoed.hasDestinations()).isTrue();
        assertThat(echoed.getDestinations().getItemsList()).isEmpty();
        assertThat(echoed.getLevel()).isEqualTo("OFF");
    }

    @Test
    void anUpdateMakesARevisionOnlyWhenItChangesSomething() {
        String arn = create(machine("m")).getStateMachineArn();

        UpdateStateMachineResponse nothing = update(arn, update().setDefinition("{\"a\":1}"));
        assertThat(nothing.hasRevisionId()).isFalse();

        UpdateStateMachineResponse role = update(arn, update().setRoleArn(OTHER_ROLE));
        assertThat(role.getRevisionId()).isNotEmpty();
        assertThat(describe(arn).getRoleArn()).isEqualTo(OTHER_ROLE);
        assertThat(describe(arn).getRevisionId()).isEqualTo(role.getRevisionId());

        UpdateStateMachineResponse same =
                update(arn, update().setRoleArn(OTHER_ROLE).setDefinition("{\"a\":1}"));
        assertThat(same.getRevisionId()).isEqualTo(role.getRevisionId());

        UpdateStateMachineResponse traced = update(
                arn,
                update().setTracingConfiguration(
                                TracingConfiguration.newBuilder().setEnabled(true)));
        assertThat(traced.getRevisionId()).isNotEqualTo(role.getRevisionId());
        assertThat(describe(arn).getTracingConfiguration().getEnabled()).isTrue();
        assertThat(describe(arn).getDefinition()).isEqualTo("{\"a\":1}");
    }

    @Test
    void badUpdatesAreRefusedInAwsWords() {
        String arn = create(machine("m").setType("EXPRESS")).getStateMachineArn();
        String missing = arn + "x";

        assertThat(refusedUpdate("MissingRequiredParameter", arn, update()))
                .startsWith("Either the definition, the role ARN, the LoggingConfiguration");
        assertThat(refusedUpdate("StateMachineDoesNotExist", missing, update().setRoleArn(ROLE)))
                .isEqualTo("State Machine Does Not Exist: '" + missing + "'");
        assertThat(refusedUpdate("StateMachineDoesNotExist", arn + ":1", update().setDefinition("{}")))
                .isEqualTo("State Machine Does Not Exist: '" + arn + ":1'");
        assertThat(refusedUpdate("InvalidArn", "m", update().setRoleArn(ROLE)))
                .isEqualTo("Invalid Arn: 'Invalid ARN prefix: m'");
        assertThat(refusedUpdate("InvalidDefinition", arn, update().setDefinition("ACTIVITY")))
                .isEqualTo("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: a word for EXPRESS at /'");
        assertThat(refusedUpdate("ValidationException", arn + "/label", update().setRoleArn(ROLE)))
                .contains("label");
        assertThat(describe(arn).hasRevisionId()).isFalse();
    }

    @Test
    void anAccountHasAHundredThousandMachinesAtMost() {
        create(machine("first"));
        new ControlDatabase(house.source)
                .write(
                        caller.tenant(),
                        sql -> sql.execute("INSERT INTO control.state_machine SELECT tenant_id, region, 'm' || n,"
                                + " gen_random_uuid(), type, created_at, current_revision, 0, false"
                                + " FROM control.state_machine, generate_series(1, 99998) n"));
        create(machine("last"));
        refusedCreate("StateMachineLimitExceeded", machine("more"));
        create(machine("last"));
        assertThat(refusedDescribe("StateMachineDoesNotExist", arnOf("more"))).contains("more");
    }

    @Test
    void publishingNumbersRevisionsOnce() {
        CreateStateMachineResponse made = create(machine("m").setPublish(true).setVersionDescription("one"));
        String arn = made.getStateMachineArn();
        assertThat(made.getStateMachineVersionArn()).isEqualTo(arn + ":1");
        assertThat(create(machine("m").setPublish(true).setVersionDescription("one")))
                .isEqualTo(made);

        UpdateStateMachineResponse same =
                update(arn, update().setDefinition("{\"a\":1}").setPublish(true));
        assertThat(same.getStateMachineVersionArn()).isEqualTo(arn + ":1");
        assertThat(same.hasRevisionId()).isFalse();

        UpdateStateMachineResponse second =
                update(arn, update().setDefinition("{\"a\":2}").setPublish(true));
        assertThat(second.getStateMachineVersionArn()).isEqualTo(arn + ":2");

        assertThat(describe(arn + ":1").getDefinition()).isEqualTo("{\"a\":1}");
        assertThat(describe(arn + ":1").getDescription()).isEqualTo("one");
        assertThat(describe(arn + ":1").getStateMachineArn()).isEqualTo(arn + ":1");
        assertThat(describe(arn + ":2").getRevisionId()).isEqualTo(second.getRevisionId());
        assertThat(describe(arn).hasDescription()).isFalse();
        for (String absent : List.of(":3", ":0", ":99999999999", ":PROD")) {
            assertThat(refusedDescribe("StateMachineDoesNotExist", arn + absent))
                    .contains(arn + absent);
        }
    }

    @Test
    void describeTellsWhatIsNoMachine() {
        String account = caller.account().value();
        assertThat(refusedDescribe("InvalidArn", "not_an_arn"))
                .isEqualTo("Invalid Arn: 'Invalid ARN prefix: not_an_arn'");
        assertThat(refusedDescribe("InvalidArn", "arn:aws:states:us-east-1:" + account + ":execution:m:e"))
                .isEqualTo("Invalid Arn: 'Resource type not valid in this context: execution'");
        assertThat(refusedDescribe("InvalidArn", "arn:aws:states:us-east-1:" + account + ":activity:a"))
                .isEqualTo("Invalid Arn: 'Resource type not valid in this context: activity'");
        assertThat(refusedDescribe("InvalidArn", "arn:aws:states:us-east-1:" + account + ":stateMachine:m\0"))
                .startsWith("Invalid Arn: ");
    }

    @Test
    void othersMachinesLookLikeNone() {
        String arn = create(machine("m").setPublish(true)).getStateMachineArn();
        Caller stranger = house.newTenant();
        Caller elsewhere = House.in("eu-west-1", caller);
        for (Caller other : List.of(stranger, elsewhere)) {
            for (String text : List.of(arn, arn + ":1")) {
                assertThat(house.refused("StateMachineDoesNotExist", "DescribeStateMachine", other, describing(text))
                                .text())
                        .isEqualTo("State Machine Does Not Exist: '" + text + "'");
            }
            house.refused(
                    "StateMachineDoesNotExist",
                    "UpdateStateMachine",
                    other,
                    update().setStateMachineArn(arn).setRoleArn(ROLE).build());
            house.call("DeleteStateMachine", other, deleting(arn));
            ListStateMachinesResponse listed =
                    house.call("ListStateMachines", other, ListStateMachinesRequest.getDefaultInstance());
            assertThat(listed.getStateMachinesList()).isEmpty();
        }
        assertThat(describe(arn).getStatus()).isEqualTo("ACTIVE");
    }

    @Test
    void listsPageInTheOrderOfNames() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            made.add("m" + i);
            create(machine("m" + i));
        }
        made.sort(String::compareTo);

        ListStateMachinesResponse first =
                list(ListStateMachinesRequest.newBuilder().setMaxResults(5));
        ListStateMachinesResponse rest =
                list(ListStateMachinesRequest.newBuilder().setNextToken(first.getNextToken()));
        List<String> seen = new ArrayList<>(names(first));
        seen.addAll(names(rest));

        assertThat(first.getStateMachinesList()).hasSize(5);
        assertThat(rest.hasNextToken()).isFalse();
        assertThat(seen).isEqualTo(made);
        assertThat(list(ListStateMachinesRequest.newBuilder().setMaxResults(13)).hasNextToken())
                .isFalse();
        assertThat(first.getNextToken().length()).isLessThanOrEqualTo(1024);
    }

    @Test
    void pageTokensAreForOneTenantOneListAndADay() {
        create(machine("a"));
        create(machine("b"));
        String token =
                list(ListStateMachinesRequest.newBuilder().setMaxResults(1)).getNextToken();
        ListStateMachinesRequest next =
                ListStateMachinesRequest.newBuilder().setNextToken(token).build();

        assertThat(house.refused("InvalidToken", "ListStateMachines", house.newTenant(), next)
                        .text())
                .isEqualTo("Invalid Token: 'Invalid token'");
        house.refused("InvalidToken", "ListStateMachines", House.in("eu-west-1", caller), next);
        house.refused(
                "InvalidToken",
                "ListActivities",
                caller,
                dev.stepwell.contracts.sfn.v1.ListActivitiesRequest.newBuilder()
                        .setNextToken(token)
                        .build());
        for (String forged : List.of("x", "InvalidToken", token.substring(1), token + "A", "")) {
            house.refused(
                    "InvalidToken",
                    "ListStateMachines",
                    caller,
                    ListStateMachinesRequest.newBuilder().setNextToken(forged).build());
        }
        house.clock.advance(Duration.ofHours(24));
        assertThat(names(list(next.toBuilder()))).containsExactly("b");
        house.clock.advance(Duration.ofSeconds(1));
        house.refused("InvalidToken", "ListStateMachines", caller, next);
    }

    @Test
    void aMachineBeingDeletedTakesNoChanges() {
        String arn = create(machine("m")).getStateMachineArn();
        house.call("DeleteStateMachine", caller, deleting(arn));
        house.call("DeleteStateMachine", caller, deleting(arn));

        assertThat(describe(arn).getStatus()).isEqualTo("DELETING");
        assertThat(refusedCreate("StateMachineDeleting", machine("m"))).contains(arn);
        assertThat(refusedUpdate("StateMachineDeleting", arn, update().setRoleArn(OTHER_ROLE)))
                .contains(arn);
        house.call("DeleteStateMachine", caller, deleting(arn + "absent"));
        house.refused("InvalidArn", "DeleteStateMachine", caller, deleting(arn + ":1"));
        house.refused("InvalidArn", "DeleteStateMachine", caller, deleting("x"));
        house.refused("ValidationException", "DeleteStateMachine", caller, deleting(arn + "/label"));
    }

    @Test
    void ofManyWhoCreateOneNameAllGetTheSameMachine() throws Exception {
        Set<Object> answers = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 16).forEach(i -> threads.submit(() -> answers.add(create(machine("m")))));
        }
        assertThat(answers).hasSize(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 16)
                    .forEach(i -> threads.submit(() -> {
                        String arn = "arn:aws:states:us-east-1:" + caller.account() + ":stateMachine:m";
                        return answers.add(update(
                                        arn,
                                        update().setDefinition("{\"n\":" + i + "}")
                                                .setPublish(true))
                                .getStateMachineVersionArn());
                    }));
        }
        assertThat(answers).hasSize(17);
    }

    private static CreateStateMachineRequest.Builder machine(String name) {
        return CreateStateMachineRequest.newBuilder()
                .setName(name)
                .setDefinition("{\"a\":1}")
                .setRoleArn(ROLE);
    }

    private String arnOf(String name) {
        return "arn:aws:states:us-east-1:" + caller.account() + ":stateMachine:" + name;
    }

    private static UpdateStateMachineRequest.Builder update() {
        return UpdateStateMachineRequest.newBuilder();
    }

    private static LoggingConfiguration.Builder logging(String level, String... groups) {
        LogDestinations.Builder destinations = LogDestinations.newBuilder();
        for (String group : groups) {
            destinations.addItems(LogDestination.newBuilder()
                    .setCloudWatchLogsLogGroup(
                            CloudWatchLogsLogGroup.newBuilder().setLogGroupArn(group)));
        }
        return LoggingConfiguration.newBuilder().setLevel(level).setDestinations(destinations);
    }

    private static DescribeStateMachineRequest describing(String arn) {
        return DescribeStateMachineRequest.newBuilder().setStateMachineArn(arn).build();
    }

    private static DeleteStateMachineRequest deleting(String arn) {
        return DeleteStateMachineRequest.newBuilder().setStateMachineArn(arn).build();
    }

    private CreateStateMachineResponse create(CreateStateMachineRequest.Builder request) {
        return house.call("CreateStateMachine", caller, request.build());
    }

    private UpdateStateMachineResponse update(String arn, UpdateStateMachineRequest.Builder request) {
        return house.call(
                "UpdateStateMachine", caller, request.setStateMachineArn(arn).build());
    }

    private DescribeStateMachineResponse describe(String arn) {
        return house.call("DescribeStateMachine", caller, describing(arn));
    }

    private ListStateMachinesResponse list(ListStateMachinesRequest.Builder request) {
        return house.call("ListStateMachines", caller, request.build());
    }

    private List<String> names() {
        return names(list(ListStateMachinesRequest.newBuilder()));
    }

    private static List<String> names(ListStateMachinesResponse page) {
        return page.getStateMachinesList().stream()
                .map(StateMachineListItem::getName)
                .toList();
    }

    private String refusedCreate(String error, CreateStateMachineRequest.Builder request) {
        return house.refused(error, "CreateStateMachine", caller, request.build())
                .text();
    }

    private String refusedUpdate(String error, String arn, UpdateStateMachineRequest.Builder request) {
        return house.refused(
                        error,
                        "UpdateStateMachine",
                        caller,
                        request.setStateMachineArn(arn).build())
                .text();
    }

    private String refusedDescribe(String error, String arn) {
        return house.refused(error, "DescribeStateMachine", caller, describing(arn))
                .text();
    }
}
