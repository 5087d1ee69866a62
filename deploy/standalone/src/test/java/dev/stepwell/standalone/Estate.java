package dev.stepwell.standalone;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.events.v1.CreateConnectionApiKeyAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionRequest;
import dev.stepwell.contracts.platform.v1.AwsServicesGrpc;
import dev.stepwell.contracts.platform.v1.BulkOperationsGrpc;
import dev.stepwell.contracts.platform.v1.CreateWebhookRequest;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.contracts.platform.v1.MockProfilesGrpc;
import dev.stepwell.contracts.platform.v1.PutAwsServiceRequest;
import dev.stepwell.contracts.platform.v1.PutMockProfileRequest;
import dev.stepwell.contracts.platform.v1.StartBulkOperationRequest;
import dev.stepwell.contracts.platform.v1.WebhooksGrpc;
import dev.stepwell.contracts.scheduler.v1.CreateScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.FlexibleTimeWindow;
import dev.stepwell.contracts.scheduler.v1.SchedulerGrpc;
import dev.stepwell.contracts.scheduler.v1.Target;
import dev.stepwell.control.ControlPlane;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.control.access.SigningPair;
import dev.stepwell.control.tenants.Tenant;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.LogDestination;
import software.amazon.awssdk.services.sfn.model.LogLevel;
import software.amazon.awssdk.services.sfn.model.LoggingConfiguration;

/** What one tenant owns: of everything that a reference can name one with the given name, and two where a list needs a next page. */
final class Estate implements AutoCloseable {
    /** The mock profile of each machine. */
    static final String MOCK = "case";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROLE = "arn:aws:iam::123456789012:role/any";
    /** Every event is logged; the group is kept and means nothing. */
    private static final LoggingConfiguration ALL = LoggingConfiguration.builder()
            .level(LogLevel.ALL)
            .destinations(LogDestination.builder()
                    .cloudWatchLogsLogGroup(
                            group -> group.logGroupArn("arn:aws:logs:us-east-1:123456789012:log-group:any:*"))
                    .build())
            .build();

    private static final String PASS = """
            {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}""";
    private static final String MAPS = """
            {"StartAt": "One", "States": {"One": %s, "Two": %s, "Work": {"Type": "Task", "Resource": "%s", "End": true}}}""";
    private static final String MAP = """
            {"Type": "Map", "Next": "%s", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
             "StartAt": "In%s", "States": {"In%s": {"Type": "Pass", "End": true}}}}""";

    private final ControlPlane control;
    private final Spelling.Place place;
    private final Tenant tenant;
    private final Spelling.Keys keys;
    private final SfnClient client;
    private final Map<String, String> references = new TreeMap<>();

    Estate(ControlPlane control, Spelling.Place place, String tenantName) {
        this.control = control;
        this.place = place;
        this.tenant = control.tenants().create(tenantName);
        SigningPair pair = control.issuer().issueSigning(tenant.id(), Scopes.ALL);
        String apiKey = control.issuer().issueBearer(tenant.id(), Scopes.ALL);
        this.keys = new Spelling.Keys(pair.accessKeyId(), pair.secretAccessKey(), apiKey);
        this.client = SfnClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(Duration.ofSeconds(70)))
                .endpointOverride(place.http())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(pair.accessKeyId(), pair.secretAccessKey())))
                .build();
    }

    /** Makes one of everything under this name; what was there before is still there, but referred to no more. */
    Estate fill(String name) {
        for (String each : new String[] {name + "-2", name}) {
            String activity = client.createActivity(r -> r.name(each)).activityArn();
            String definition = MAPS.formatted(map("One", "Two"), map("Two", "Work"), activity);
            var machine = client.createStateMachine(r -> r.name(each)
                    .definition(definition)
                    .roleArn(ROLE)
                    .publish(true)
                    .loggingConfiguration(ALL));
            var second = client.updateStateMachine(r -> r.stateMachineArn(machine.stateMachineArn())
                    .definition(PASS)
                    .publish(true));
            references.put("activity_arn", activity);
            references.put("state_machine_arn", machine.stateMachineArn());
            references.put("resource_arn", machine.stateMachineArn());
            references.put("state_machine_version_arn", machine.stateMachineVersionArn());
            for (String alias : new String[] {"OTHER", "PROD"}) {
                references.put(
                        "state_machine_alias_arn",
                        client.createStateMachineAlias(r -> r.name(alias)
                                        .routingConfiguration(
                                                route -> route.stateMachineVersionArn(second.stateMachineVersionArn())
                                                        .weight(100)))
                                .stateMachineAliasArn());
            }
            client.startExecution(
                    r -> r.stateMachineArn(reference("state_machine_alias_arn")).name(name + "-4"));
            run(name, machine.stateMachineVersionArn(), activity);
            connect(each);
            schedule(each, machine.stateMachineArn());
            operate(machine.stateMachineArn());
            mock(machine.stateMachineArn());
            ask(service(each));
        }
        references.putAll(SwfEstate.fill(place, keys, account(), name));
        return this;
    }

    private void connect(String name) {
        Caller caller = new Caller(
                tenant.id(), tenant.account(), new dev.stepwell.names.Region("us-east-1"), "test", Scopes.ALL, "test");
        var unused = control.actions()
                .find("CreateConnection")
                .orElseThrow()
                .answer(
                        caller,
                        CreateConnectionRequest.newBuilder()
                                .setName(name)
                                .setAuthorizationType("API_KEY")
                                .setAuthParameters(CreateConnectionAuthRequestParameters.newBuilder()
                                        .setApiKeyAuthParameters(
                                                CreateConnectionApiKeyAuthRequestParameters.newBuilder()
                                                        .setApiKeyName("n")
                                                        .setApiKeyValue("v")))
                                .build());
    }

    private Metadata headers() {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + keys.apiKey());
        return headers;
    }

    /** It is due long after the matrix has been gone through. */
    private void schedule(String name, String machine) {
        Metadata headers = headers();
        var unused = SchedulerGrpc.newBlockingStub(place.channel())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .createSchedule(CreateScheduleRequest.newBuilder()
                        .setName(name)
                        .setScheduleExpression("cron(0 12 1 1 ? 2199)")
                        .setFlexibleTimeWindow(FlexibleTimeWindow.newBuilder().setMode("OFF"))
                        .setTarget(Target.newBuilder().setArn(machine).setRoleArn(ROLE))
                        .build());
        references.put(
                "webhook_id",
                WebhooksGrpc.newBlockingStub(place.channel())
                        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                        .createWebhook(CreateWebhookRequest.newBuilder()
                                .setUrl("http://127.0.0.1:9/")
                                .build())
                        .getWebhookId());
        references.put("name", name);
        references.put("arn", machine);
    }

    /** Redrives what runs, which is refused for each: it is there to be looked at and changes nothing. */
    private void operate(String machine) {
        references.put(
                "operation_id",
                BulkOperationsGrpc.newBlockingStub(place.channel())
                        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers()))
                        .startBulkOperation(StartBulkOperationRequest.newBuilder()
                                .setAction("REDRIVE")
                                .setFilter(ExecutionFilter.newBuilder().setStateMachineArn(machine))
                                .build())
                        .getOperationId());
    }

    /** Has a service of AWS of its own. */
    private void ask(String service) {
        var unused = AwsServicesGrpc.newBlockingStub(place.channel())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers()))
                .putAwsService(PutAwsServiceRequest.newBuilder()
                        .setService(service)
                        .setEndpoint("http://127.0.0.1:9/")
                        .setAccessKeyId("k")
                        .setSecretAccessKey("s")
                        .build());
        references.put("service", service);
    }

    /** Has a mock profile that mocks nothing. */
    private void mock(String machine) {
        var unused = MockProfilesGrpc.newBlockingStub(place.channel())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers()))
                .putMockProfile(PutMockProfileRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .setProfileName(MOCK)
                        .setStates("{}")
                        .build());
    }

    /** A name as services have them, made of another. */
    static String service(String name) {
        return name.replaceAll("[^a-z0-9]", "");
    }

    private static String map(String name, String next) {
        return MAP.formatted(next, name, name);
    }

    /** Two runs of a version, each at work: of one the task is handed out. */
    private void run(String name, String version, String activity) {
        for (String each : new String[] {name + "-2", name, name + "-3"}) {
            String run = client.startExecution(
                            r -> r.stateMachineArn(version).name(each).input("[1]"))
                    .executionArn();
            if (each.equals(name)) {
                references.put("execution_arn", run);
            }
        }
        references.put(
                "task_token",
                client.getActivityTask(r -> r.activityArn(activity)).taskToken());
        await().atMost(PATIENCE)
                .until(() -> client.listMapRuns(r -> r.executionArn(reference("execution_arn")))
                                .mapRuns()
                                .size()
                        == 2);
        references.put(
                "map_run_arn",
                client.listMapRuns(r -> r.executionArn(reference("execution_arn")))
                        .mapRuns()
                        .getFirst()
                        .mapRunArn());
        assertRunning();
    }

    private void assertRunning() {
        ExecutionStatus status = client.describeExecution(r -> r.executionArn(reference("execution_arn")))
                .status();
        if (status != ExecutionStatus.RUNNING) {
            throw new IllegalStateException("the execution is " + status);
        }
    }

    String account() {
        return tenant.account().value();
    }

    Spelling.Keys keys() {
        return keys;
    }

    /** What a member refers to here. */
    String reference(FieldDescriptor field) {
        boolean swf = field.getFile().getPackage().equals("stepwell.swf.v1");
        return reference((swf ? "swf." : "") + field.getName());
    }

    /** What a member of that name refers to here; of SWF's, with its service before it. */
    String reference(String member) {
        String reference = member.equals("key_id") ? keys.id() : references.get(member);
        if (reference == null) {
            throw new IllegalStateException("nobody owns what " + member + " could refer to: add it to the estate");
        }
        return reference;
    }

    @Override
    public void close() {
        client.close();
    }
}
