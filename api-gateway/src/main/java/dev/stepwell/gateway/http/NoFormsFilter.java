package dev.stepwell.gateway.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Locale;

/** Nothing here takes forms of several parts, and their reader fails at some that are broken, which would be our fault and not the client's. */
@ServerFilter("/**")
final class NoFormsFilter {
    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        String type = request.getHeaders().get("Content-Type");
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")
                ? HttpResponse.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                : null;
    }
}
