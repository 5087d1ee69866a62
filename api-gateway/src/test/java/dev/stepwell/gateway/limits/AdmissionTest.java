package dev.stepwell.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.quotas.Allowances;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.contracts.quotas.Quota;
import dev.stepwell.contracts.quotas.Quotas;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What fits and what does not. */
@NullUnmarked
class AdmissionTest {
    private static final String ACTION = "swf.ListDomains";

    private final Caller caller = Callers.of(42);
    private final ThrottleCounts counts = new ThrottleCounts(InstantSource.system());
    private long now;
    private final Quotas quotas = new Quotas(() -> now);
    private final Admission admission = new Admission(new Limits(100, 2, 1, 1), counts, quotas);

    @Test
    void sizeIsCountedWithHeaders() {
        Map<String, List<String>> headers = Map.of("name", List.of("value"));
        assertThatCode(() -> admission.checkSize(headers, 91)).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(Fault.class, () -> admission.checkSize(headers, 92))
                        .error())
                .isEqualTo("RequestEntityTooLargeException");
    }

    @Test
    void repeatedHeadersCountEach() {
        assertThatCode(() -> admission.checkSize(Map.of("a", List.of("1", "2")), 0))
                .doesNotThrowAnyException();
        assertThat(catchThrowableOfType(Fault.class, () -> admission.checkSize(Map.of("a", List.of("1", "2", "3")), 0))
                        .error())
                .isEqualTo("MalformedHttpRequestException");
    }

    @Test
    void pollsDoNotKeepStartsOutAndPlacesComeBack() {
        Admission.Place poll = admission.enter(caller, "GetActivityTask", true);
        assertThat(catchThrowableOfType(Fault.class, () -> admission.enter(caller, "GetActivityTask", true))
                        .error())
                .isEqualTo("ThrottlingException");
        Admission.Place start = admission.enter(caller, "StartExecution", false);
        assertThat(catchThrowableOfType(Fault.class, () -> admission.enter(caller, "StartExecution", false))
                        .text())
                .isEqualTo("Rate exceeded");
        poll.close();
        start.close();
        admission.enter(caller, "GetActivityTask", true).close();
        admission.enter(caller, "StartExecution", false).close();
        Map<String, Long> reported = new HashMap<>();
        counts.report((of, report) -> report.getCountsList().forEach(c -> reported.put(c.getAction(), c.getCount())));
        assertThat(reported).isEqualTo(Map.of("GetActivityTask", 1L, "StartExecution", 1L));
    }

    /** The only place of its kind is free again after each refusal. */
    @Test
    void anEmptyBucketRefusesItsTenantUntilTokensAreBack() {
        Quota two = new Quota.Bucket(2, 1);
        quotas.settle(new Allowances(Multiple.AWS, 1, Map.of(caller.tenant(), Map.of(ACTION, two))));
        enter(caller);
        enter(caller);
        for (int i = 0; i < 3; i++) {
            Fault refusal = catchThrowableOfType(Fault.class, () -> enter(caller));
            assertThat(refusal.error()).isEqualTo("ThrottlingException");
            assertThat(refusal.text()).isEqualTo("Rate exceeded");
        }
        enter(Callers.of(43));
        now += Duration.ofSeconds(1).toNanos();
        enter(caller);
        assertThat(quotas.uses().get(caller.tenant())).containsExactly(new Quotas.Use(ACTION, 2, 3));
        counts.report((of, report) -> assertThat(report.getCounts(0).getCount()).isEqualTo(3));
    }

    @Test
    void aTenantAndEachOfItsKeysHaveAsManyStreamsAsTheyMay() {
        Admission roomy = new Admission(new Limits(100, 2, 1, 100), counts, quotas);
        Quota four = new Quota.Most(4);
        Quota six = new Quota.Most(6);
        // Of two gateways each has half.
        quotas.settle(new Allowances(
                Multiple.OFF, 2, Map.of(caller.tenant(), Map.of("Streams", six, "StreamsPerKey", four))));
        Admission.Place first = roomy.stay(caller, "Work");
        Admission.Place second = roomy.stay(caller, "WatchExecutions");
        assertFull("a key are open at a time (the quota StreamsPerKey)", roomy, caller);
        Caller otherKey = new Caller(
                caller.tenant(), caller.account(), caller.region(), "another key", caller.scopes(), "request");
        Admission.Place third = roomy.stay(otherKey, "Work");
        assertFull("an account are open at a time (the quota Streams)", roomy, otherKey);
        Admission.Place strangers = roomy.stay(Callers.of(43), "Work");
        first.close();
        first.close(); // counts once
        Admission.Place fourth = roomy.stay(otherKey, "Work");
        assertFull("the quota Streams", roomy, caller);
        List.of(second, third, fourth, strangers).forEach(Admission.Place::close);
        for (int i = 0; i < 3; i++) {
            roomy.stay(caller, "Work").close();
        }
    }

    private static void assertFull(String why, Admission full, Caller of) {
        Fault refusal = catchThrowableOfType(Fault.class, () -> full.stay(of, "Work"));
        assertThat(refusal.error()).isEqualTo("ServiceQuotaExceededException");
        assertThat(refusal.text()).contains(why);
    }

    /** A stream that finds no place leaves nothing counted behind. */
    @Test
    void aStreamForWhichThereIsNoPlaceIsNotCounted() {
        quotas.settle(
                new Allowances(Multiple.OFF, 1, Map.of(caller.tenant(), Map.of("StreamsPerKey", new Quota.Most(2)))));
        Admission.Place poll = admission.enter(caller, "GetActivityTask", true);
        for (int i = 0; i < 5; i++) {
            assertThat(catchThrowableOfType(Fault.class, () -> admission.stay(caller, "Work"))
                            .error())
                    .isEqualTo("ThrottlingException");
        }
        poll.close();
        admission.stay(caller, "Work").close();
    }

    /** As long as AWS has it; more only for who may have longer payloads, and then as much as these can take with every character escaped. */
    @Test
    void aRequestIsAsLongAsTheTenantsPayloads() {
        assertThat(admission.payload(caller, 1_048_576)).isEqualTo(262_144);
        assertTooLarge(1_048_577);
        quotas.settle(new Allowances(
                Multiple.AWS, 1, Map.of(caller.tenant(), Map.of("PayloadBytes", new Quota.Most(1_262_144)))));
        assertThat(admission.payload(caller, 3_048_576)).isEqualTo(1_262_144);
        assertTooLarge(3_048_577);
    }

    private void assertTooLarge(int bytes) {
        assertThat(catchThrowableOfType(Fault.class, () -> admission.payload(caller, bytes))
                        .error())
                .isEqualTo("RequestEntityTooLargeException");
    }

    private void enter(Caller of) {
        admission.enter(of, ACTION, false).close();
    }
}
