package dev.stepwell.gateway.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Whoever came by TLS once is to come by nothing else for a year (RFC 6797). Over plain HTTP browsers would ignore it. */
@ServerFilter("/**")
final class TransportSecurityFilter {
    private static final String A_YEAR = "max-age=31536000";

    @ResponseFilter
    void addTo(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request.isSecure()) {
            response.header("Strict-Transport-Security", A_YEAR);
        }
    }
}
