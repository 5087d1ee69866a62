package dev.stepwell.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a key may be used from. */
class ConfinesTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 11.1.2.3, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.0/25, 192.0.2.127, true",
        "192.0.2.0/25, 192.0.2.128, false",
        "::1/128, ::1, true",
        "::1/128, 127.0.0.1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "0.0.0.0/0, '', false",
        "0.0.0.0/0, localhost, false",
        "0.0.0.0/0, unknown, false"
    })
    void anAddressHasToBeInOneOfTheNetworks(String network, String source, boolean admitted) {
        assertThat(Confines.of(List.of(), List.of(network), Optional.empty()).admit(source))
                .isEqualTo(admitted);
        assertThat(Confines.of(List.of(), List.of("198.51.100.0/24", network), Optional.empty())
                        .admit(source))
                .isEqualTo(admitted);
    }

    @Test
    void withoutNetworksAKeyIsGoodFromAnywhere() {
        assertThat(Confines.NONE.admit("")).isTrue();
        assertThat(Confines.NONE.admit("203.0.113.9")).isTrue();
    }

    @Test
    void elsewhereItsHolderIsDenied() {
        Identity holder = new Identity(
                "KEY",
                new TenantId(1),
                new AccountId("123456789012"),
                Set.of("read"),
                Confines.of(List.of(), List.of("10.0.0.0/8"), Optional.empty()));
        assertThat(holder.caller(new Region("us-east-1"), "r", "10.0.0.1").source())
                .isEqualTo("10.0.0.1");
        assertThatThrownBy(() -> holder.caller(new Region("us-east-1"), "r", "11.0.0.1"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("AccessDeniedException"));
    }
}
