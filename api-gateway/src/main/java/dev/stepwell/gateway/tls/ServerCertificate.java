package dev.stepwell.gateway.tls;

import io.grpc.util.AdvancedTlsX509KeyManager;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server shows of itself, and shows anew when its files change: to whoever connects then, while connections that are open go on.
 * Files that cannot be used change nothing; the log says so once, and {@link #refused} for as long as they lie there.
 */
public final class ServerCertificate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

    /** TLS 1.0 and 1.1 are deprecated by RFC 8996. */
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private final Path certificateFile;
    private final Path keyFile;
    private final InstantSource clock;
    private final AdvancedTlsX509KeyManager shown = new AdvancedTlsX509KeyManager();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate").factory());
    private KeyPairText looked;
    private Optional<KeyPairText> tried;
    private volatile ServerKey current;
    private volatile Optional<String> refused = Optional.empty();

    private ServerCertificate(Path certificateFile, Path keyFile, InstantSource clock) throws IOException {
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
        this.clock = clock;
        this.looked = KeyPairText.read(certificateFile, keyFile);
        this.tried = Optional.of(looked);
        this.current = looked.parse();
        shown.updateIdentityCredentials(current.chain(), current.key());
    }

    /**
     * Reads both files; from {@link #watch} on again and again.
     *
     * @param certificate PEM, the server's own certificate first
     * @param key PEM, PKCS #8
     * @throws IOException when they cannot be read, or {@link UnusableKeyPair}
     */
    public static ServerCertificate read(Path certificate, Path key, InstantSource clock) throws IOException {
        ServerCertificate read = new ServerCertificate(certificate, key, clock);
        if (read.expires().isBefore(clock.instant())) {
            // It starts all the same: what runs has to go on, and whoever connects is told by their own client.
            LOG.warn("the certificate ran out at {}", read.expires());
        }
        return read;
    }

    /** Looks at the files so often; what it finds twice is what was meant, and not one file of two that are being replaced. */
    public ServerCertificate watch(Duration pause) {
        var unused = thread.scheduleWithFixedDelay(
                this::lookGuarded, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** For a server's side of TLS, 1.2 or later. */
    public SslContextBuilder context() {
        return SslContextBuilder.forServer(shown).protocols(PROTOCOLS);
    }

    /** Until when the certificate that is shown is good. */
    public Instant expires() {
        return current.expires();
    }

    /** The hosts that the certificate that is shown is for: names, perhaps with a star, and addresses. */
    public List<String> hosts() {
        return current.hosts();
    }

    /** Whether this is the certificate that is shown. */
    public boolean isShown(X509Certificate certificate) {
        return current.chain()[0].equals(certificate);
    }

    /** Why what lies in the files now is not what is shown, if it is not. */
    public Optional<String> refused() {
        return refused;
    }

    private void lookGuarded() {
        try {
            look();
        } catch (RuntimeException e) { // a task that throws would never be run again
            LOG.error("the certificate's files were not looked at", e);
        }
    }

    /** Looks at the files once. */
    synchronized void look() {
        KeyPairText found;
        try {
            found = KeyPairText.read(certificateFile, keyFile);
        } catch (IOException e) {
            refuse(Optional.empty(), "the certificate's files cannot be read");
            return;
        }
        boolean still = found.equals(looked);
        looked = found;
        if (still && !tried.equals(Optional.of(found))) {
            take(found);
        }
    }

    private void take(KeyPairText found) {
        try {
            ServerKey next = found.parse();
            if (next.expires().isBefore(clock.instant())) {
                throw new UnusableKeyPair("the certificate ran out at " + next.expires());
            }
            shown.updateIdentityCredentials(next.chain(), next.key());
            current = next;
            tried = Optional.of(found);
            refused = Optional.empty();
            LOG.info("a new certificate is shown, good until {}", next.expires());
        } catch (UnusableKeyPair e) {
            refuse(Optional.of(found), String.valueOf(e.getMessage()));
        }
    }

    private void refuse(Optional<KeyPairText> what, String why) {
        tried = what;
        if (!refused.equals(Optional.of(why))) {
            LOG.warn("the certificate stays as it was: {}", why);
        }
        refused = Optional.of(why);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
