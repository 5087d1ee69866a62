package dev.stepwell.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SecretSealTest {
    private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);

    private final SecretSeal seal = new SecretSeal(new ClusterKey(new byte[ClusterKey.MIN_BYTES]));

    @Test
    void whatWasSealedOpensForItsContextAndKeyOnly() {
        ByteString sealed = seal.seal(SECRET, "one");
        assertThat(seal.open(sealed, "one")).contains(SECRET);
        assertThat(seal.open(sealed, "two")).isEmpty();
        byte[] other = new byte[ClusterKey.MIN_BYTES];
        other[31] = 1;
        assertThat(new SecretSeal(new ClusterKey(other)).open(sealed, "one")).isEmpty();
        assertThat(sealed.toString(StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(seal.seal(SECRET, "one")).isNotEqualTo(sealed);
    }

    @Test
    void whatLiesUnderAnOlderKeyIsSealedAnew() {
        byte[] bytes = new byte[ClusterKey.MIN_BYTES];
        bytes[31] = 1;
        ClusterKey old = new ClusterKey(new byte[ClusterKey.MIN_BYTES]);
        ClusterKey next = new ClusterKey(bytes);
        SecretSeal both = new SecretSeal(() -> List.of(next, old));
        ByteString sealed = seal.seal(SECRET, "one");
        ByteString anew = both.reseal(sealed, "one").orElseThrow();
        assertThat(new SecretSeal(next).open(anew, "one")).contains(SECRET);
        assertThat(seal.open(anew, "one")).isEmpty();
        assertThat(both.reseal(anew, "one")).isEmpty();
        assertThat(both.reseal(sealed, "another context")).isEmpty();
        assertThat(seal.reseal(sealed, "one")).isEmpty();
        assertThat(both.under()).isSameAs(next);
    }

    @Test
    void noChangedBitIsBelieved() {
        byte[] sealed = seal.seal(SECRET, "one").toByteArray();
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(seal.open(ByteString.copyFrom(changed), "one")).isEmpty();
        }
        assertThat(seal.open(ByteString.EMPTY, "one")).isEmpty();
    }
}
