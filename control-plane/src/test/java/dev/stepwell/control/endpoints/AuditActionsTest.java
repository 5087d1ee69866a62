package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.AuditRecord;
import dev.stepwell.contracts.internal.v1.RecordAuditRequest;
import dev.stepwell.contracts.platform.v1.AuditEvent;
import dev.stepwell.contracts.platform.v1.CreateKeyRequest;
import dev.stepwell.contracts.platform.v1.IssuedKey;
import dev.stepwell.contracts.platform.v1.ListAuditEventsRequest;
import dev.stepwell.contracts.platform.v1.ListAuditEventsResponse;
import dev.stepwell.control.House;
import dev.stepwell.control.audit.AuditChain;
import dev.stepwell.control.audit.AuditEntry;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit's chains: nothing lost, nothing twice, nothing changed unseen. */
class AuditActionsTest {
    private static House house;
    private Caller caller;

    @BeforeAll
    static void open() {
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
    void eventsStandInTheirOrderUnderWhoseKeyItWas() {
        IssuedKey key = house.call(
                "CreateKey",
                caller,
                CreateKeyRequest.newBuilder()
                        .setKind("SIGNING")
                        .setPrincipal("ann")
                        .build());
        record(entry("r1", key.getKey().getKeyId(), "OK"), entry("r2", "unknown", "AccessDeniedException"));
        assertThat(list(1000))
                .extracting(AuditEvent::getSequence, AuditEvent::getPrincipal, AuditEvent::getResult)
                .containsExactly(tuple(1L, "ann", "OK"), tuple(2L, "unknown", "AccessDeniedException"));
        assertThat(check(list(1000))).isEmpty();
    }

    @Test
    void aBatchThatIsToldAgainIsTakenDownOnce() {
        record(entry("r1", "k", "OK"), entry("r2", "k", "OK"));
        record(entry("r1", "k", "OK"), entry("r2", "k", "OK"), entry("r3", "k", "OK"), entry("r3", "k", "OK"));
        assertThat(list(1000)).extracting(AuditEvent::getRequestId).containsExactly("r1", "r2", "r3");
    }

    @Test
    void manyGatewaysMakeOneChain() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int gateway = 0; gateway < 8; gateway++) {
                int mine = gateway;
                all.add(threads.submit(() -> IntStream.range(0, 10)
                        .forEach(i -> record(entry(mine + "-" + i, "k", "OK"), entry(mine + "+" + i, "k", "OK")))));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(list(7)).hasSize(160);
        assertThat(check(list(1000))).isEmpty();
    }

    @Test
    void everyTamperingIsFound() {
        record(IntStream.range(0, 40)
                .mapToObj(i -> entry("r" + i, "k", i % 3 == 0 ? "OK" : "ExecutionDoesNotExist"))
                .toArray(AuditRecord[]::new));
        List<AuditEvent> right = list(1000);
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            List<AuditEvent> wrong = new ArrayList<>(right);
            int at = random.nextInt(wrong.size() - 1);
            AuditEvent event = wrong.get(at);
            switch (i % 13) {
                case 0 -> wrong.remove(at);
                case 1 -> wrong.add(at, event);
                case 2 ->
                    wrong.set(
                            at,
                            event.toBuilder().setResult(event.getResult() + "x").build());
                case 3 -> wrong.set(at, event.toBuilder().setKeyId("other").build());
                case 4 -> wrong.set(at, event.toBuilder().setPrincipal("other").build());
                case 5 ->
                    wrong.set(at, event.toBuilder().setResource("arn:other").build());
                case 6 ->
                    wrong.set(
                            at,
                            event.toBuilder()
                                    .setTime(event.getTime().toBuilder().setSeconds(random.nextInt()))
                                    .build());
                case 7 ->
                    wrong.set(at, event.toBuilder().setAction("states:Other").build());
                case 8 -> wrong.set(at, event.toBuilder().setSource("192.0.2.1").build());
                case 9 ->
                    wrong.set(
                            at,
                            event.toBuilder()
                                    .setRequestId(event.getRequestId() + "0")
                                    .build());
                case 10 ->
                    wrong.set(
                            at,
                            event.toBuilder()
                                    .setSequence(event.getSequence() + 1)
                                    .build());
                case 11 ->
                    wrong.set(
                            at,
                            event.toBuilder()
                                    .setHash(wrong.get(at + 1).getHash())
                                    .build());
                default -> wrong.set(at, wrong.set(at + 1, event));
            }
            assertThat(check(wrong)).as("tampering %s at %s", i % 13, at).isNotEmpty();
        }
        assertThat(check(right)).isEmpty();
    }

    @Test
    void nothingCanBeChangedOrTakenBack() {
        record(entry("r1", "k", "OK"));
        ControlDatabase database = new ControlDatabase(house.source);
        for (String change : List.of("UPDATE control.audit SET result = 'x'", "DELETE FROM control.audit")) {
            assertThatThrownBy(() -> database.write(caller.tenant(), sql -> sql.execute(change)))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void whatNoTextMayHoldIsTakenDownAllTheSame() {
        record(entry("r1", "k", "OK").toBuilder()
                .setResource("a\0b" + "c".repeat(5000))
                .build());
        assertThat(list(10).getFirst().getResource()).startsWith("a\uFFFDbcc").hasSize(2048);
        assertThat(check(list(10))).isEmpty();
    }

    @Test
    void ofATenantThatIsGoneNothingIsKept() {
        record(new TenantId(987_654_321), entry("r1", "k", "OK"));
        assertThat(house.plane
                        .audit()
                        .list(new TenantId(987_654_321), caller, 10, Optional.empty())
                        .items())
                .isEmpty();
    }

    @Test
    void operatorsHaveAChainOfTheirOwn() {
        record(TenantId.NOBODY, entry("op-" + caller.tenant(), "operator", "OK"));
        ListAuditEventsResponse events = house.call(
                "ListTenantAuditEvents",
                caller,
                ListAuditEventsRequest.newBuilder().setAccount("000000000000").build());
        assertThat(events.getEventsList()).isNotEmpty();
        assertThat(list(10)).isEmpty();
    }

    private void record(AuditRecord... records) {
        record(caller.tenant(), records);
    }

    private void record(TenantId tenant, AuditRecord... records) {
        RecordAuditRequest.Builder request = RecordAuditRequest.newBuilder();
        for (AuditRecord each : records) {
            request.addRecords(each.toBuilder().setTenant(tenant.value()));
        }
        house.call("RecordAudit", caller, request.build());
    }

    private static AuditRecord entry(String requestId, String keyId, String result) {
        return AuditRecord.newBuilder()
                .setRequestId(requestId)
                .setTime(1_700_000_000_123L)
                .setKeyId(keyId)
                .setAction("states:StartExecution")
                .setResource("arn:aws:states:us-east-1:123456789012:stateMachine:m")
                .setResult(result)
                .setSource("127.0.0.1")
                .build();
    }

    private List<AuditEvent> list(int pageSize) {
        List<AuditEvent> all = new ArrayList<>();
        ListAuditEventsRequest.Builder question =
                ListAuditEventsRequest.newBuilder().setMaxResults(pageSize);
        ListAuditEventsResponse page;
        do {
            page = house.call("ListAuditEvents", caller, question.build());
            all.addAll(page.getEventsList());
            question.setNextToken(page.getNextToken());
        } while (page.hasNextToken());
        return all;
    }

    /** What is wrong with a chain. */
    private static List<String> check(List<AuditEvent> events) {
        AuditChain chain = new AuditChain();
        List<String> findings = new ArrayList<>();
        for (AuditEvent event : events) {
            AuditEntry entry = new AuditEntry(
                    Instant.ofEpochSecond(
                            event.getTime().getSeconds(), event.getTime().getNanos()),
                    event.getKeyId(),
                    event.getAction(),
                    event.getResource(),
                    event.getResult(),
                    event.getRequestId(),
                    event.getSource());
            chain.add(new dev.stepwell.control.audit.AuditEvent(
                            event.getSequence(), event.getPrincipal(), entry, event.getHash()))
                    .ifPresent(findings::add);
        }
        return findings;
    }
}
