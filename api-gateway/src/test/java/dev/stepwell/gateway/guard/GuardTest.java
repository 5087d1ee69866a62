package dev.stepwell.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.ArnPattern;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.AuditRecord;
import dev.stepwell.contracts.platform.v1.WatchExecutionsRequest;
import dev.stepwell.contracts.sfn.v1.CreateActivityRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskRequest;
import dev.stepwell.contracts.sfn.v1.ListStateMachinesRequest;
import dev.stepwell.contracts.sfn.v1.RoutingConfigurationListItem;
import dev.stepwell.contracts.sfn.v1.SendTaskSuccessRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.swf.v1.DescribeDomainRequest;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskRequest;
import dev.stepwell.contracts.swf.v1.RegisterDomainRequest;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.SwfTaskList;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.gateway.audit.AuditTrail;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.upstream.LocalPlane;
import dev.stepwell.gateway.upstream.ScriptedPlane;
import dev.stepwell.gateway.upstream.Upstream;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys confined to resources, and the end of what is held open for a key. */
@NullUnmarked
class GuardTest {
    private static final String ACTIVITIES = "arn:aws:states:us-east-1:123456789012:activity:";
    private static final String MACHINES = "arn:aws:states:us-east-1:123456789012:stateMachine:";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ScriptedPlane plane = new ScriptedPlane();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final OpenCalls open = new OpenCalls(keys -> {
        Set<String> both = ConcurrentHashMap.newKeySet();
        both.addAll(keys);
        both.retainAll(ended);
        return both;
    });
    private final List<AuditRecord> records = new ArrayList<>();
    private AuditTrail audit;
    private Guard guard;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        audit = new AuditTrail(folder, records::addAll, InstantSource.system());
        guard = new Guard(plane, open, audit);
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "a*c, abc, true",
        "a*c, ac, true",
        "a*c, abcd, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "*:stateMachine:ci-*, arn:aws:states:r:1:stateMachine:ci-7, true",
        "*:stateMachine:ci-*, arn:aws:states:r:1:stateMachine:prod, false",
        "*a*b*c*, xxaxxbxxcxx, true",
        "*a*b*c*, xxaxxcxxbxx, false",
        "'', '', true",
        "'', a, false",
        "a, '', false",
        "**, '', true",
        "[a-z], b, false"
    })
    void patternsAreIams(String pattern, String arn, boolean matches) {
        assertThat(new ArnPattern(pattern).matches(arn)).isEqualTo(matches);
    }

    @Test
    void aPatternMadeToBeSlowIsNot() {
        assertThat(new ArnPattern("*a".repeat(500) + "b").matches("a".repeat(2000)))
                .isFalse();
    }

    @Test
    void aConfinedKeyReachesWhatItsPatternsSay() {
        Caller ci = confined(MACHINES + "ci-*", "arn:aws:states:us-east-1:123456789012:activity:ci");
        ask("StartExecution", ci, start("ci-1"));
        refused("StartExecution", ci, start("prod"));
        refused("StartExecution", ci, start(""));
        ask(
                "CreateActivity",
                ci,
                CreateActivityRequest.newBuilder().setName("ci").build());
        refused(
                "CreateActivity",
                ci,
                CreateActivityRequest.newBuilder().setName("co").build());
        assertThat(plane.asked()).hasSize(2);
    }

    @Test
    void whatIsTooMuchIsRefusedBeforeItIsNotedOrDone(@TempDir Path notes) throws IOException {
        LocalPlane full = new LocalPlane(ActionTable.builder()
                .add("StartExecution", StartExecutionRequest.class, (caller, request) -> {
                    throw new IllegalStateException("it was begun");
                })
                .gate("StartExecution", caller -> {
                    throw new Fault("ThrottlingException", "Rate exceeded");
                })
                .build());
        try (AuditTrail trail = new AuditTrail(notes, records::addAll, InstantSource.system())) {
            long before = noted(notes);
            Guard throttling = new Guard(full, open, trail);
            assertThatThrownBy(() -> throttling.call(operation("StartExecution"), confined(), start("m")))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.error()).isEqualTo("ThrottlingException"));
            assertThat(noted(notes)).isEqualTo(before);
        }
    }

    private static long noted(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void aStartWithAMockProfileIsAboutItsMachine() {
        Caller ci = confined(MACHINES + "ci");
        ask("StartExecution", ci, start("ci#case"));
        refused("StartExecution", ci, start("prod#ci"));
        refused("StartExecution", ci, start("prod#" + MACHINES + "ci"));
    }

    @Test
    void everyResourceOfAQuestionHasToBeWithinReach() {
        Caller ci = confined(MACHINES + "ci-*");
        ask("CreateStateMachineAlias", ci, alias("ci-1:1", "ci-1:2"));
        refused("CreateStateMachineAlias", ci, alias("ci-1:1", "prod:2"));
    }

    @Test
    void aKeyIsConfinedToDomainsOfSwf() {
        Caller shop = confined("arn:aws:swf:us-east-1:123456789012:/domain/shop");
        ask(
                "PollForDecisionTask",
                shop,
                PollForDecisionTaskRequest.newBuilder().setDomain("shop").build());
        ask(
                "RegisterDomain",
                shop,
                RegisterDomainRequest.newBuilder().setName("shop").build());
        assertThatThrownBy(() -> ask(
                        "DescribeDomain",
                        shop,
                        DescribeDomainRequest.newBuilder().setName("bank").build()))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.error()).isEqualTo("OperationNotPermittedFault");
                    assertThat(fault)
                            .hasMessageContaining(
                                    "swf:DescribeDomain on resource: arn:aws:swf:us-east-1:123456789012:/domain/bank");
                });
    }

    @Test
    void whatIsAboutNoResourceAsksForAll() {
        refused("ListStateMachines", confined(MACHINES + "*"), ListStateMachinesRequest.getDefaultInstance());
        ask("ListStateMachines", confined("*"), ListStateMachinesRequest.getDefaultInstance());
    }

    @Test
    void whoHoldsATasksTokenMayCompleteIt() {
        ask(
                "SendTaskSuccess",
                confined(MACHINES + "*"),
                SendTaskSuccessRequest.newBuilder().setTaskToken("t").build());
    }

    @Test
    void aConfinedWorkerStaysForWhatItReachesAndNothingElse() {
        Caller ci = confined("arn:aws:states:*:*:activity:ci-*", "arn:aws:swf:*:*:/domain/shop");
        List<WorkRequest> heard = new ArrayList<>();
        WorkRequest let = hello(activities("ci-1", "ci-2"));
        WorkRequest more = WorkRequest.newBuilder().setCredit(3).build();
        Ear<WorkRequest> ear = stream(ci, heard);
        ear.hear(let);
        ear.hear(more);
        WorkRequest shop = hello(domains("shop"));
        stream(ci, heard).hear(shop);
        for (Hello.Builder hello : List.of(
                activities("ci-1", "prod"),
                activities("prod"),
                domains("bank"),
                domains("shop", "bank"),
                Hello.newBuilder())) {
            Ear<WorkRequest> refused = stream(ci, heard);
            assertThatThrownBy(() -> refused.hear(hello(hello)))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.error()).isEqualTo("AccessDeniedException"));
            // Once it was refused, it is not let in by saying something else.
            assertThatThrownBy(() -> refused.hear(more)).isInstanceOf(Fault.class);
        }
        assertThat(heard).containsExactly(let, more, shop);
    }

    @Test
    void aWorkersStreamOfAConfinedKeyStandsInTheAuditOnceWithWhatItIsFor() {
        Caller ci = confined("arn:aws:states:*:*:activity:ci-*");
        stream(ci, new ArrayList<>()).hear(hello(activities("ci-1")));
        Ear<WorkRequest> refused = stream(ci, new ArrayList<>());
        assertThatThrownBy(() -> refused.hear(hello(activities("prod")))).isInstanceOf(Fault.class);
        audit.tell();
        assertThat(records)
                .extracting(AuditRecord::getAction, AuditRecord::getResource, AuditRecord::getResult)
                .containsExactly(
                        tuple("stepwell:Work", ACTIVITIES + "ci-1", "OK"),
                        tuple("stepwell:Work", ACTIVITIES + "prod", "AccessDeniedException"));
    }

    private static WorkRequest hello(Hello.Builder hello) {
        return WorkRequest.newBuilder().setHello(hello).build();
    }

    private static Hello.Builder activities(String... names) {
        Hello.Builder hello = Hello.newBuilder();
        for (String name : names) {
            hello.addActivityArns(ACTIVITIES + name);
        }
        return hello;
    }

    private static Hello.Builder domains(String... names) {
        Hello.Builder hello = Hello.newBuilder();
        for (String name : names) {
            hello.addSwfTaskLists(
                    SwfTaskList.newBuilder().setDomain(name).setName("list").setKind(SwfTaskList.Kind.KIND_DECISIONS));
        }
        return hello;
    }

    /** A stream to a plane that only listens. */
    private Ear<WorkRequest> stream(Caller caller, List<WorkRequest> heard) {
        Upstream listening = new Upstream() {
            @Override
            public Message call(Operation operation, Caller asking, Message request) {
                throw new IllegalStateException("only streams");
            }

            @Override
            public void watch(Operation operation, Caller asking, Message request, Audience<Message> audience) {
                throw new IllegalStateException("only streams");
            }

            @Override
            public Ear<WorkRequest> work(Caller asking, Mouth<WorkResponse> mouth) {
                return new Ear<>() {
                    @Override
                    public void hear(WorkRequest said) {
                        heard.add(said);
                    }

                    @Override
                    public void over() {
                        heard.clear();
                    }

                    @Override
                    public void gone() {
                        heard.clear();
                    }
                };
            }
        };
        return new Guard(listening, open, audit).work(caller, new Mute());
    }

    /** Says nothing to nobody. */
    private static final class Mute implements Mouth<WorkResponse> {
        @Override
        public void say(WorkResponse what) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void onReady(Runnable what) {}

        @Override
        public void end() {}

        @Override
        public void refuse(Fault fault) {}
    }

    @Test
    void aHeldCallEndsWithItsKey() {
        CountDownLatch never = new CountDownLatch(1);
        plane.on("GetActivityTask", request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return request;
        });
        CompletableFuture<Message> poll = CompletableFuture.supplyAsync(() ->
                guard.call(operation("GetActivityTask"), confined(), GetActivityTaskRequest.getDefaultInstance()));
        await().atMost(PATIENCE).until(() -> !plane.asked().isEmpty());
        open.look();
        assertThat(poll).isNotDone();

        ended.add("KEY");
        open.look();
        assertThatThrownBy(poll::join)
                .cause()
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("UnrecognizedClientException"));
    }

    @Test
    void aStreamEndsWithItsKey() {
        CountDownLatch began = new CountDownLatch(1);
        plane.onWatch("WatchExecutions", (request, audience) -> {
            CountDownLatch gone = new CountDownLatch(1);
            audience.whenGone(gone::countDown);
            began.countDown();
            try {
                gone.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(audience.hear(request)).isFalse();
        });
        CompletableFuture<Void> stream = CompletableFuture.runAsync(() -> guard.watch(
                operation("WatchExecutions"), confined(), WatchExecutionsRequest.getDefaultInstance(), new Patient()));
        await().atMost(PATIENCE).until(() -> began.getCount() == 0);
        ended.add("KEY");
        open.look();
        assertThatThrownBy(stream::join)
                .cause()
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("UnrecognizedClientException"));
    }

    @Test
    void whatEndedByItselfIsNotHeldOpenAnyMore() {
        ask("GetActivityTask", confined(), GetActivityTaskRequest.getDefaultInstance());
        plane.onWatch("WatchExecutions", (request, audience) -> {});
        guard.watch(
                operation("WatchExecutions"), confined(), WatchExecutionsRequest.getDefaultInstance(), new Patient());
        assertThat(open.size()).isZero();
    }

    private void ask(String operation, Caller caller, Message request) {
        guard.call(operation(operation), caller, request);
    }

    private void refused(String operation, Caller caller, Message request) {
        assertThatThrownBy(() -> ask(operation, caller, request))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("AccessDeniedException"));
    }

    private static Message start(String machine) {
        return StartExecutionRequest.newBuilder()
                .setStateMachineArn(MACHINES + machine)
                .build();
    }

    private static Message alias(String... versions) {
        CreateStateMachineAliasRequest.Builder request =
                CreateStateMachineAliasRequest.newBuilder().setName("PROD");
        for (String version : versions) {
            request.addRoutingConfiguration(
                    RoutingConfigurationListItem.newBuilder().setStateMachineVersionArn(MACHINES + version));
        }
        return request.build();
    }

    private static Caller confined(String... resources) {
        return new Caller(
                new TenantId(1),
                new AccountId("123456789012"),
                new Region("us-east-1"),
                "KEY",
                Set.of("read", "write", "execute", "worker"),
                "request",
                List.of(resources),
                "");
    }

    private static Operation operation(String name) {
        return Services.ofTheContract().all().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Stays as long as it is let. */
    private static final class Patient implements Audience<Message> {
        @Override
        public boolean hear(Message message) {
            return true;
        }

        @Override
        public void whenGone(Runnable action) {
            // It does not go.
        }
    }
}
