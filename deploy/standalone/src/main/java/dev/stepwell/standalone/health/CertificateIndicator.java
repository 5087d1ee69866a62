package dev.stepwell.standalone.health;

import dev.stepwell.gateway.tls.ServerCertificate;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** Until when the certificate is good that is shown, and in {@code refused} why a newer one is not. The server works either way. */
@Singleton
@Requires(beans = ServerCertificate.class)
final class CertificateIndicator extends AbstractHealthIndicator<Map<String, Object>> {
    private final ServerCertificate certificate;

    CertificateIndicator(ServerCertificate certificate) {
        this.certificate = certificate;
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        healthStatus = HealthStatus.UP;
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("expires", certificate.expires().toString());
        certificate.refused().ifPresent(why -> said.put("refused", why));
        return said;
    }

    @Override
    protected String getName() {
        return "certificate";
    }
}
