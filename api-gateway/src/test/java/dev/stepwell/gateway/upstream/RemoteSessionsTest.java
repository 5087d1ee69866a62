package dev.stepwell.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.CloseSessionRequest;
import dev.stepwell.contracts.internal.v1.FindSessionRequest;
import dev.stepwell.contracts.internal.v1.KeyHolder;
import dev.stepwell.contracts.internal.v1.OpenSessionRequest;
import dev.stepwell.contracts.internal.v1.SessionHolder;
import dev.stepwell.contracts.internal.v1.SessionResponse;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.contracts.wire.PlaneServer;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.gateway.sessions.Sessions;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that a control plane in another process keeps. */
@NullUnmarked
class RemoteSessionsTest {
    private static final ClusterKey KEY = new ClusterKey(new byte[ClusterKey.MIN_BYTES]);
    private static final Instant END = Instant.parse("2099-01-01T00:00:00Z");

    private final CallerSeal callers = new CallerSeal(List.of(KEY), InstantSource.system());
    private final SecretSeal seal = new SecretSeal(KEY);
    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean open;
    private PlaneServer control;
    private PlanePool pool;
    private RemoteSessions sessions;

    @BeforeEach
    void serve() throws Exception {
        ActionTable table = ActionTable.builder()
                .add("OpenSession", OpenSessionRequest.class, (caller, request) -> {
                    open = text("OpenSession", caller, request.getApiKey()).equals("key");
                    return open ? answer("OpenSession", caller, holder().setToken("token")) : nothing();
                })
                .add("FindSession", FindSessionRequest.class, (caller, request) -> {
                    asked.incrementAndGet();
                    boolean right =
                            text("FindSession", caller, request.getToken()).equals("token");
                    return open && right ? answer("FindSession", caller, holder()) : nothing();
                })
                .add("CloseSession", CloseSessionRequest.class, (caller, request) -> {
                    open = !text("CloseSession", caller, request.getToken()).equals("token");
                    return nothing();
                })
                .build();
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        control = new PlaneServer(NettyServerBuilder.forAddress(here), table, callers).start();
        pool = new PlanePool(
                "control",
                callers,
                address -> NettyChannelBuilder.forTarget(address).usePlaintext(),
                System::nanoTime);
        pool.lead(List.of(here.getHostString() + ":" + control.port()));
        sessions = new RemoteSessions(pool, seal, nanoTime::get);
    }

    @AfterEach
    void stop() {
        pool.close();
        control.close();
    }

    private String text(String action, Caller caller, ByteString sealed) {
        byte[] text =
                seal.open(sealed, action + " question " + caller.requestId()).orElseThrow();
        return new String(text, StandardCharsets.UTF_8);
    }

    private SessionResponse answer(String action, Caller caller, SessionHolder.Builder holder) {
        return SessionResponse.newBuilder()
                .setHolder(seal.seal(holder.build().toByteArray(), action + " " + caller.requestId()))
                .build();
    }

    private static SessionResponse nothing() {
        return SessionResponse.getDefaultInstance();
    }

    private static SessionHolder.Builder holder() {
        return SessionHolder.newBuilder()
                .setKey(KeyHolder.newBuilder()
                        .setTenant(7)
                        .setAccount("123456789012")
                        .setKeyId("bearer-1")
                        .addScopes("read"))
                .setTenantName("Acme")
                .setExpiresAt(END.toEpochMilli());
    }

    @Test
    void aSessionIsOpenedFoundAndClosed() {
        assertThat(sessions.open("other")).isEmpty();
        Sessions.Opened opened = sessions.open("key").orElseThrow();
        assertThat(opened.token()).isEqualTo("token");
        assertThat(opened.session().tenantName()).isEqualTo("Acme");
        assertThat(opened.session().expiresAt()).isEqualTo(END);
        assertThat(opened.session().identity().tenant().value()).isEqualTo(7);
        for (int i = 0; i < 100; i++) {
            assertThat(sessions.find("token")).contains(opened.session());
        }
        assertThat(asked).hasValue(1);
        assertThat(sessions.find("other")).isEmpty();
        sessions.close("token");
        assertThat(sessions.find("token")).isEmpty();
    }

    @Test
    void whatWasClosedElsewhereIsBelievedForFourSeconds() {
        sessions.open("key");
        assertThat(sessions.find("token")).isPresent();
        open = false;
        nanoTime.addAndGet(Duration.ofSeconds(4).toNanos() - 1);
        assertThat(sessions.find("token")).isPresent();
        nanoTime.addAndGet(1);
        assertThat(sessions.find("token")).isEmpty();
    }

    @Test
    void nobodyToAskIsUnavailableAndNotSignedOut() {
        control.close();
        assertThat(catchThrowableOfType(Fault.class, () -> sessions.find("token"))
                        .error())
                .isEqualTo("ServiceUnavailable");
    }

    @Test
    void whatIsTooLongAsksNobody() {
        assertThat(sessions.find("t".repeat(257))).isEmpty();
        assertThat(sessions.open("k".repeat(257))).isEmpty();
        assertThat(asked).hasValue(0);
    }
}
