package dev.stepwell.gateway.http;

import dev.stepwell.gateway.tls.ServerCertificate;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.server.netty.ssl.CertificateProvidedSslBuilder;
import io.micronaut.http.server.netty.ssl.ServerSslBuilder;
import io.micronaut.http.ssl.ServerSslConfiguration;
import io.netty.handler.ssl.SslContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * TLS, where {@code stepwell.tls.certificate} and {@code stepwell.tls.key} name files; for HTTP {@code micronaut.server.ssl.enabled} is
 * needed as well.
 */
@Factory
@Requires(property = "stepwell.tls.certificate")
@Requires(property = "stepwell.tls.key")
final class TlsFactory {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Singleton
    @Bean(preDestroy = "close")
    ServerCertificate certificate(
            @Value("${stepwell.tls.certificate}") String certificate, @Value("${stepwell.tls.key}") String key)
            throws IOException {
        return ServerCertificate.read(Path.of(certificate), Path.of(key), InstantSource.system())
                .watch(LOOK);
    }

    /** In the place of the framework's, whose certificates do not come with a check of what is replaced. */
    @Singleton
    @Replaces(CertificateProvidedSslBuilder.class)
    ServerSslBuilder https(ServerCertificate certificate, ServerSslConfiguration settings) throws SSLException {
        SslContext context = certificate.context().build();
        return new ServerSslBuilder() {
            @Override
            public ServerSslConfiguration getSslConfiguration() {
                return settings;
            }

            @Override
            public Optional<SslContext> build() {
                return Optional.of(context);
            }
        };
    }
}
