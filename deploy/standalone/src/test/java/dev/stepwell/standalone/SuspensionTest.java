package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.stepwell.contracts.platform.v1.CreateWebhookRequest;
import dev.stepwell.contracts.platform.v1.ListActivityPollersRequest;
import dev.stepwell.contracts.platform.v1.ListScheduleFiresRequest;
import dev.stepwell.contracts.platform.v1.ObservationGrpc;
import dev.stepwell.contracts.platform.v1.ScheduleFire;
import dev.stepwell.contracts.platform.v1.SchedulesGrpc;
import dev.stepwell.contracts.platform.v1.WatchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.WatchExecutionsResponse;
import dev.stepwell.contracts.platform.v1.WebhooksGrpc;
import dev.stepwell.contracts.scheduler.v1.CreateScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.FlexibleTimeWindow;
import dev.stepwell.contracts.scheduler.v1.SchedulerGrpc;
import dev.stepwell.contracts.scheduler.v1.Target;
import dev.stepwell.contracts.sfn.v1.CreateActivityRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.contracts.worker.v1.WorkersGrpc;
import dev.stepwell.control.ControlPlane;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.control.tenants.Tenant;
import dev.stepwell.standalone.stores.Stores;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Of two teams that do the same one is suspended: what it has rests until it is resumed, and the other notices nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class SuspensionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("'at('uuuu-MM-dd'T'HH:mm:ss')'").withZone(ZoneOffset.UTC);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";

    private final List<String> letters = new CopyOnWriteArrayList<>();
    private Stores stores;
    private Server server;
    private ControlPlane control;
    private Spelling.Place place;
    private HttpServer letterbox;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        Options options = OptionsReader.read(
                "--data", data.toString(), "--cache", "target/cache", "--http-port", "0", "--grpc-port", "0");
        stores = Stores.embedded(options.data(), options.cache());
        server = Server.start(options, stores.access());
        server.awaitReady(options);
        control = server.control().orElseThrow();
        place = Spelling.Place.of(server.http(), server.grpc().orElseThrow());
        letterbox = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        letterbox.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            letters.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        letterbox.start();
    }

    @AfterAll
    void stop() {
        letterbox.stop(0);
        place.close();
        server.close();
        stores.close();
    }

    /** A team with a machine, a schedule, a webhook and an execution under way. */
    private final class Team {
        private final Tenant tenant;
        private final Channel channel;
        private final String machine;
        private final String execution;

        /** @param due when the schedule is due; the execution ends by then */
        Team(String name, Instant due) {
            tenant = control.tenants().create(name);
            Metadata headers = new Metadata();
            headers.put(AUTHORIZATION, "Bearer " + control.issuer().issueBearer(tenant.id(), Scopes.ALL));
            channel = ClientInterceptors.intercept(place.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
            var unused = WebhooksGrpc.newBlockingStub(channel)
                    .createWebhook(CreateWebhookRequest.newBuilder()
                            .setUrl("http://127.0.0.1:" + letterbox.getAddress().getPort() + "/" + name)
                            .addStatuses("SUCCEEDED")
                            .build());
            machine = machine("waits", "{\"Type\": \"Wait\", \"Timestamp\": \"" + due + "\", \"End\": true}");
            execution = StepFunctionsGrpc.newBlockingStub(channel)
                    .startExecution(StartExecutionRequest.newBuilder()
                            .setStateMachineArn(machine)
                            .build())
                    .getExecutionArn();
            var unusedSchedule = SchedulerGrpc.newBlockingStub(channel)
                    .createSchedule(CreateScheduleRequest.newBuilder()
                            .setName("once")
                            .setScheduleExpression(AT.format(due))
                            .setFlexibleTimeWindow(
                                    FlexibleTimeWindow.newBuilder().setMode("OFF"))
                            .setTarget(Target.newBuilder()
                                    .setArn(machine("passes", "{\"Type\": \"Pass\", \"End\": true}"))
                                    .setRoleArn(ROLE))
                            .build());
        }

        private String machine(String name, String state) {
            return StepFunctionsGrpc.newBlockingStub(channel)
                    .createStateMachine(CreateStateMachineRequest.newBuilder()
                            .setName(name)
                            .setRoleArn(ROLE)
                            .setDefinition("{\"StartAt\": \"S\", \"States\": {\"S\": " + state + "}}")
                            .build())
                    .getStateMachineArn();
        }

        List<ScheduleFire> fires() {
            return SchedulesGrpc.newBlockingStub(channel)
                    .listScheduleFires(ListScheduleFiresRequest.newBuilder()
                            .setName("once")
                            .build())
                    .getFiresList();
        }

        String status() {
            return StepFunctionsGrpc.newBlockingStub(channel)
                    .describeExecution(DescribeExecutionRequest.newBuilder()
                            .setExecutionArn(execution)
                            .build())
                    .getStatus();
        }
    }

    /** What ends a stream. */
    private static final class End<A> implements StreamObserver<A> {
        private final CompletableFuture<Status> ended = new CompletableFuture<>();
        private final List<A> heard = new CopyOnWriteArrayList<>();

        @Override
        public void onNext(A said) {
            heard.add(said);
        }

        @Override
        public void onError(Throwable why) {
            ended.complete(Status.fromThrowable(why));
        }

        @Override
        public void onCompleted() {
            ended.complete(Status.OK);
        }
    }

    /** A worker that stays; its stream is open when its report has been refused. */
    private static void work(Team team, String activity, End<WorkResponse> working) {
        WorkersGrpc.newStub(team.channel)
                .work(working)
                .onNext(WorkRequest.newBuilder()
                        .setHello(Hello.newBuilder().addActivityArns(activity).setWorkerName("stays"))
                        .setCredit(1)
                        .addReports(Report.newBuilder()
                                .setNumber(1)
                                .setTaskToken("nobody's")
                                .setOutput("{}"))
                        .build());
        await().atMost(PATIENCE).until(() -> !working.heard.isEmpty());
    }

    @Test
    void whatATeamHasRestsWhileItIsSuspended() {
        // In force within ten seconds.
        Instant due = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 20);
        Team witness = new Team("witness", due);
        Team team = new Team("suspended", due);
        End<WatchExecutionsResponse> watching = new End<>();
        ObservationGrpc.newStub(team.channel).watchExecutions(WatchExecutionsRequest.getDefaultInstance(), watching);
        End<WorkResponse> working = new End<>();
        String activity = StepFunctionsGrpc.newBlockingStub(team.channel)
                .createActivity(CreateActivityRequest.newBuilder().setName("a").build())
                .getActivityArn();
        work(team, activity, working);
        CompletableFuture<?> poll = CompletableFuture.supplyAsync(() -> StepFunctionsGrpc.newBlockingStub(team.channel)
                .getActivityTask(GetActivityTaskRequest.newBuilder()
                        .setActivityArn(activity)
                        .setWorkerName("polls")
                        .build()));
        await().atMost(PATIENCE)
                .until(() -> ObservationGrpc.newBlockingStub(team.channel)
                                .listActivityPollers(ListActivityPollersRequest.newBuilder()
                                        .setActivityArn(activity)
                                        .build())
                                .getPollersCount()
                        == 1);

        control.tenants().suspend(team.tenant.id(), true);
        assertThat(watching.ended.orTimeout(90, TimeUnit.SECONDS).join().getCode())
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(working.ended.orTimeout(90, TimeUnit.SECONDS).join().getCode())
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThatThrownBy(poll::join).cause().isInstanceOf(StatusRuntimeException.class);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(witness.fires())
                        .extracting(ScheduleFire::getOutcome)
                        .containsExactly("STARTED"));
        // The one that had been under way, and the scheduled one.
        await().atMost(PATIENCE).until(() -> letters.size() == 2);
        assertThat(letters).containsOnly("/witness");
        assertThat(witness.status()).isEqualTo("SUCCEEDED");

        Instant resumed = Instant.now();
        control.tenants().suspend(team.tenant.id(), false);
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .untilAsserted(() -> assertThat(team.fires())
                        .extracting(ScheduleFire::getOutcome)
                        .containsExactly("STARTED"));
        assertThat(team.fires().getFirst().getAt().getSeconds()).isGreaterThanOrEqualTo(resumed.getEpochSecond());
        assertThat(team.fires().getFirst().getDueTime().getSeconds()).isEqualTo(due.getEpochSecond());
        assertThat(team.status()).isEqualTo("SUCCEEDED"); // what ran went on
        await().atMost(PATIENCE).until(() -> letters.size() == 4);
        assertThat(letters).containsExactlyInAnyOrder("/witness", "/witness", "/suspended", "/suspended");
    }
}
