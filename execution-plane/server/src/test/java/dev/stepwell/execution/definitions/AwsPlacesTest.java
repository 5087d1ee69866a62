package dev.stepwell.execution.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.AwsServiceHolder;
import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.turns.NotDone;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AwsPlacesTest {
    private static final AwsServiceHolder ONE = holder("AKIAONE");
    private static final AwsServiceHolder TWO = holder("AKIATWO");

    private final HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final TinyRegistry registry = new TinyRegistry();
    private final AwsPlaces places = new AwsPlaces(registry, new SecretSeal(new ClusterKey(new byte[32])), clock);
    private final Caller caller = LiveNode.CALLER;

    private static AwsServiceHolder holder(String key) {
        return AwsServiceHolder.newBuilder()
                .setEndpoint("http://127.0.0.1:1")
                .setAccessKeyId(key)
                .setSecretAccessKey("s")
                .build();
    }

    @Test
    void whatIsSaidIsInForceWithinFiveSecondsAndSoIsThatThereIsNothing() {
        assertThat(places.find(caller, "sqs")).isEmpty();
        registry.awsService(caller.tenant(), "sqs", ONE);
        assertThat(places.find(caller, "sqs")).isEmpty();
        clock.pass(Duration.ofSeconds(4));
        assertThat(places.find(caller, "sqs")).contains(ONE);

        registry.awsService(caller.tenant(), "sqs", TWO);
        assertThat(places.find(caller, "sqs")).contains(ONE);
        clock.pass(Duration.ofSeconds(4));
        assertThat(places.find(caller, "sqs")).contains(TWO);
        assertThat(registry.asked("ResolveAwsService")).isEqualTo(3);

        registry.noAwsService(caller.tenant(), "sqs");
        clock.pass(Duration.ofSeconds(4));
        assertThat(places.find(caller, "sqs")).isEmpty();
    }

    @Test
    void nothingIsRememberedForAnybodyElse() {
        registry.awsService(caller.tenant(), "sqs", ONE);
        Caller other = LiveNode.caller(caller.tenant().value() + 1, "999999999999");
        registry.awsService(other.tenant(), "sqs", TWO);

        assertThat(places.find(caller, "sqs")).contains(ONE);
        assertThat(places.find(other, "sqs")).contains(TWO);
        assertThat(places.find(other, "sns")).isEmpty();
    }

    @Test
    void whileTheControlPlaneIsAwayWhatItSaidLastHolds() {
        registry.awsService(caller.tenant(), "sqs", ONE);
        assertThat(places.find(caller, "sqs")).contains(ONE);
        registry.away();
        clock.pass(Duration.ofHours(1));

        assertThat(places.find(caller, "sqs")).contains(ONE);
        assertThatThrownBy(() -> places.find(caller, "sns")).isInstanceOf(NotDone.Unavailable.class);
    }
}
