package dev.stepwell.gateway.http;

import dev.stepwell.gateway.identity.SignedRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests as they came over the wire. */
final class Requests {
    private Requests() {}

    static SignedRequest raw(HttpRequest<?> request, @Nullable byte[] body) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        request.getHeaders()
                .forEach((name, values) ->
                        values.forEach(value -> headers.add(new SimpleImmutableEntry<>(name, value))));
        String query = request.getUri().getRawQuery();
        return new SignedRequest(
                request.getMethodName(),
                request.getUri().getRawPath(),
                query == null ? "" : query,
                SignedRequest.byLowerCase(headers),
                body == null ? new byte[0] : body,
                source(request.getRemoteAddress()));
    }

    private static String source(@Nullable InetSocketAddress remote) {
        return remote == null || remote.getAddress() == null
                ? ""
                : remote.getAddress().getHostAddress();
    }
}
