package dev.stepwell.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Rate;
import dev.stepwell.contracts.internal.v1.FindBearerKeyRequest;
import dev.stepwell.contracts.internal.v1.FindKeyResponse;
import dev.stepwell.contracts.internal.v1.FindSigningKeyRequest;
import dev.stepwell.contracts.internal.v1.KeyHolder;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.contracts.wire.PlaneServer;
import dev.stepwell.contracts.wire.SecretSeal;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that another process knows. */
@NullUnmarked
class RemoteKeysTest {
    private static final ClusterKey KEY = new ClusterKey(new byte[ClusterKey.MIN_BYTES]);

    private final CallerSeal callers = new CallerSeal(List.of(KEY), InstantSource.system());
    private final SecretSeal seal = new SecretSeal(KEY);
    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean revoked;
    private volatile boolean replaying;
    private volatile ByteString last;
    private PlaneServer control;
    private PlanePool pool;
    private RemoteKeys keys;

    @BeforeEach
    void serve() throws Exception {
        ActionTable table = ActionTable.builder()
                .add("FindSigningKey", FindSigningKeyRequest.class, this::signing)
                .add("FindBearerKey", FindBearerKeyRequest.class, this::bearer)
                .build();
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        control = new PlaneServer(NettyServerBuilder.forAddress(here), table, callers).start();
        pool = new PlanePool(
                "control",
                callers,
                address -> NettyChannelBuilder.forTarget(address).usePlaintext(),
                System::nanoTime);
        pool.lead(List.of(here.getHostString() + ":" + control.port()));
        keys = new RemoteKeys(pool, seal, nanoTime::get);
    }

    @AfterEach
    void stop() {
        pool.close();
        control.close();
    }

    @Test
    void aSecretArrivesAndIsBelievedFourSeconds() {
        for (int i = 0; i < 100; i++) {
            assertThat(keys.signing("AKIA1").orElseThrow().secret()).isEqualTo("hidden");
        }
        assertThat(asked).hasValue(1);
        revoked = true;
        nanoTime.addAndGet(Duration.ofSeconds(4).toNanos() - 1);
        assertThat(keys.signing("AKIA1")).isPresent();
        nanoTime.addAndGet(1);
        assertThat(keys.signing("AKIA1")).isEmpty();
    }

    @Test
    void aTokenIsKnownByItsWholeText() {
        assertThat(keys.bearer("right").orElseThrow().principal()).isEqualTo("bearer-1");
        assertThat(keys.bearer("wrong")).isEmpty();
        assertThat(keys.bearer("right").orElseThrow().tenant().value()).isEqualTo(7);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aRateArrivesWithItsKey() {
        assertThat(keys.bearer("right").orElseThrow().confines().rate()).contains(new Rate(5, 9));
        assertThat(keys.signing("AKIA1").orElseThrow().confines().rate()).isEmpty();
    }

    @Test
    void anOldAnswerIsNotBelievedAgain() {
        keys.signing("AKIA1");
        nanoTime.addAndGet(Duration.ofSeconds(5).toNanos());
        replaying = true;
        assertThatThrownBy(() -> keys.signing("AKIA1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobodyToAskIsUnavailableAndNotUnknown() {
        control.close();
        assertThat(catchThrowableOfType(Fault.class, () -> keys.signing("AKIA1"))
                        .error())
                .isEqualTo("ServiceUnavailable");
    }

    @Test
    void whatIsTooLongAsksNobody() {
        assertThat(keys.signing("A".repeat(257))).isEmpty();
        assertThat(keys.bearer("A".repeat(257))).isEmpty();
        assertThat(asked).hasValue(0);
    }

    private FindKeyResponse signing(Caller caller, FindSigningKeyRequest request) {
        asked.incrementAndGet();
        if (replaying) {
            return FindKeyResponse.newBuilder().setHolder(last).build();
        }
        if (revoked) {
            return FindKeyResponse.getDefaultInstance();
        }
        KeyHolder holder = holder(request.getAccessKeyId()).setSecret("hidden").build();
        last = seal.seal(holder.toByteArray(), "FindSigningKey " + caller.requestId());
        return FindKeyResponse.newBuilder().setHolder(last).build();
    }

    private FindKeyResponse bearer(Caller caller, FindBearerKeyRequest request) {
        asked.incrementAndGet();
        byte[] token = seal.open(request.getToken(), "FindBearerKey question " + caller.requestId())
                .orElseThrow();
        if (!new String(token, StandardCharsets.UTF_8).equals("right")) {
            return FindKeyResponse.getDefaultInstance();
        }
        byte[] holder =
                holder("bearer-1").setRatePerSecond(5).setBurst(9).build().toByteArray();
        return FindKeyResponse.newBuilder()
                .setHolder(seal.seal(holder, "FindBearerKey " + caller.requestId()))
                .build();
    }

    private static KeyHolder.Builder holder(String keyId) {
        return KeyHolder.newBuilder()
                .setTenant(7)
                .setAccount("123456789012")
                .setKeyId(keyId)
                .addScopes("read");
    }
}
