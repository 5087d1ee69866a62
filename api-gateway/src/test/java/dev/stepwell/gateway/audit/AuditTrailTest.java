package dev.stepwell.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.AuditRecord;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was asked for is told once it has ended, whoever cannot be reached and whatever ends meanwhile. */
class AuditTrailTest {
    @TempDir
    Path folder;

    private final List<AuditRecord> kept = new ArrayList<>();
    private boolean reachable = true;

    @Test
    void whatHasEndedIsToldInOneBatch() throws IOException {
        AuditTrail trail = trail();
        trail.begin(caller("r1"), "states:A", "arn").done();
        trail.begin(caller("r2"), "states:B", "*").failed(new Fault("AccessDeniedException", "no"));
        trail.begin(caller("r3"), "states:C", "*").failed(new IllegalStateException("a defect"));
        AuditTrail.Noted running = trail.begin(caller("r4"), "states:D", "*");
        trail.tell();
        assertThat(kept)
                .extracting(AuditRecord::getRequestId, AuditRecord::getResult)
                .containsExactly(
                        tuple("r1", "OK"), tuple("r2", "AccessDeniedException"), tuple("r3", "InternalFailure"));
        assertThat(kept.getFirst().getSource()).isEqualTo("10.0.0.7");
        running.done();
        trail.close();
        assertThat(kept).extracting(AuditRecord::getRequestId).endsWith("r4").hasSize(4);
        assertThat(files()).isEmpty();
    }

    @Test
    void whoeverCannotBeReachedIsToldLater() throws IOException {
        AuditTrail trail = trail();
        reachable = false;
        trail.begin(caller("r1"), "states:A", "*").done();
        trail.tell();
        assertThat(kept).isEmpty();
        reachable = true;
        trail.tell();
        trail.tell();
        assertThat(kept).extracting(AuditRecord::getRequestId).containsExactly("r1");
        trail.close();
    }

    @Test
    void whatWasThrottledIsNotKept() throws IOException {
        AuditTrail killed = trail();
        killed.begin(caller("r1"), "states:A", "*").failed(new Fault(FaultStatus.THROTTLED, "Rate exceeded"));
        killed.begin(caller("r2"), "states:B", "*").done();
        reachable = false;
        killed.tell();

        AuditTrail next = trail();
        reachable = true;
        next.tell();
        assertThat(kept).extracting(AuditRecord::getRequestId).containsExactly("r2");
        next.close();
    }

    @Test
    void aGatewayThatWasKilledTellsAtItsNextStart() throws IOException {
        AuditTrail killed = trail();
        killed.begin(caller("r1"), "states:A", "*").done();
        killed.tell();
        killed.begin(caller("r2"), "states:B", "*").done();
        killed.begin(caller("r3"), "states:C", "*");
        // It is gone; its last record was cut short.
        Files.write(files().getLast(), new byte[] {100, 8, 1}, StandardOpenOption.APPEND);

        AuditTrail next = trail();
        next.begin(caller("r4"), "states:D", "*").done();
        reachable = false;
        next.tell();
        reachable = true;
        next.tell();
        assertThat(kept)
                .extracting(AuditRecord::getRequestId, AuditRecord::getResult)
                .contains(tuple("r2", "OK"), tuple("r3", "UNKNOWN"), tuple("r4", "OK"));
        next.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void fileAfterFileGoesWhenItWasTold() throws IOException {
        AuditTrail trail = trail();
        String resource = "x".repeat(2000);
        AuditTrail.Noted long1 = trail.begin(caller("long"), "states:A", "*");
        for (int i = 0; i < 1500; i++) {
            trail.begin(caller("r" + i), "states:A", resource).done();
        }
        assertThat(files().size()).isGreaterThan(3);
        trail.tell();
        assertThat(kept).hasSize(1500);
        assertThat(files())
                .as("the one with the action under way, and the one written to")
                .hasSize(2);
        long1.done();
        trail.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        AuditTrail trail = trail();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("audit"))))
                .isEqualTo("rwx------");
        trail.close();
    }

    @Test
    void whereNothingCanBeNotedNothingIsDone() throws IOException {
        AuditTrail trail = trail();
        trail.close();
        assertThatThrownBy(() -> trail.begin(caller("r1"), "states:A", "*"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("ServiceUnavailable"));
    }

    private AuditTrail trail() throws IOException {
        return new AuditTrail(
                folder.resolve("audit"),
                records -> {
                    if (!reachable) {
                        throw new Fault("ServiceUnavailable", "nobody there");
                    }
                    kept.addAll(records);
                },
                InstantSource.system());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("audit"))) {
            return files.sorted().toList();
        }
    }

    private static Caller caller(String requestId) {
        return new Caller(
                new TenantId(1),
                new AccountId("123456789012"),
                new Region("us-east-1"),
                "KEY",
                Set.of(),
                requestId,
                List.of(),
                "10.0.0.7");
    }
}
