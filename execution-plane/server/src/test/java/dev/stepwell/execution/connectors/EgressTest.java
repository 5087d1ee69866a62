package dev.stepwell.execution.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.contracts.calling.Network;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {
    private static Egress resolvingTo(List<Network> allowed, String... addresses) {
        return new Egress(allowed, host -> {
            List<InetAddress> all = new ArrayList<>();
            for (String address : addresses) {
                all.add(InetAddress.getByName(address));
            }
            return all;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "10.1.2.3",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001:0::1",
                "2001:db8::1"
            })
    void addressesThatAreNotPublicAreRefused(String address) {
        assertThatThrownBy(() -> resolvingTo(List.of(), address).check(URI.create("http://name.example/")))
                .isInstanceOf(Egress.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "11.0.0.1"})
    void publicOnesAreNot(String address) {
        assertThat(resolvingTo(List.of(), address).check(URI.create("https://name.example/")))
                .isNotNull();
    }

    @Test
    void oneBadAddressSpoilsTheName() {
        assertThatThrownBy(
                        () -> resolvingTo(List.of(), "8.8.8.8", "10.0.0.1").check(URI.create("http://name.example/")))
                .isInstanceOf(Egress.Refused.class);
    }

    @Test
    void theOperatorMayAllowNetworks() {
        Egress egress = resolvingTo(List.of(Network.parse("10.1.0.0/16")), "10.1.2.3");

        assertThat(egress.check(URI.create("http://inside.example/")).getHostAddress())
                .isEqualTo("10.1.2.3");
        assertThatThrownBy(() -> resolvingTo(List.of(Network.parse("10.1.0.0/16")), "10.2.0.1")
                        .check(URI.create("http://inside.example/")))
                .isInstanceOf(Egress.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://name.example/",
                "http://user:secret@name.example/",
                "http:///path",
                "name.example",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://[::ffff:7f00:1]/",
                "http://localhost/"
            })
    void oddUrlsAreRefused(String uri) {
        Egress egress = new Egress(List.of(), Egress.Resolver::system);
        assertThatThrownBy(() -> egress.check(URI.create(uri))).isInstanceOf(Egress.Refused.class);
    }

    @Test
    void networksAreReadAndNothingElseIs() {
        assertThat(Network.parse("::1").contains(new byte[16])).isFalse();
        assertThatThrownBy(() -> Network.parse("example.com/8")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Network.parse("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
    }
}
