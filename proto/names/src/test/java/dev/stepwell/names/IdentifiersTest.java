package dev.stepwell.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentifiersTest {
    @Test
    void aUuidOfVersion7LeadsWithItsTime() {
        long time = 1_780_000_000_123L;
        UUID uuid = Uuid7.make(time, new SplittableRandom(1));
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(new ExecutionId(uuid).startMillis()).isEqualTo(time);
    }

    @Test
    void executionsAreOrderedAsPostgresOrdersThem() {
        ExecutionId low = ExecutionId.of("7fffffff-ffff-7fff-bfff-ffffffffffff");
        ExecutionId high = ExecutionId.of("80000000-0000-7000-8000-000000000000");
        assertThat(low).isLessThan(high);
        ExecutionKey ofFirst = new ExecutionKey(new TenantId(1), high);
        ExecutionKey ofSecond = new ExecutionKey(new TenantId(2), low);
        assertThat(ofFirst).isLessThan(ofSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345678901", "1234567890123", "12345678901a", "１２３４５６７８９０１２"})
    void anAccountIsTwelveDigits(String text) {
        assertThatThrownBy(() -> new AccountId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "us", "us-east", "US-EAST-1", "us-east-1 ", "us_east_1"})
    void aRegionHasItsForm(String text) {
        assertThatThrownBy(() -> new Region(text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Region("us-gov-west-1")).hasToString("us-gov-west-1");
    }
}
