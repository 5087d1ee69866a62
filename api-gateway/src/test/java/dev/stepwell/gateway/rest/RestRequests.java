package dev.stepwell.gateway.rest;

import dev.stepwell.gateway.identity.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;

/** A REST request being put together. */
@NullUnmarked
final class RestRequests {
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers = new TreeMap<>();
    private String body = "";

    private RestRequests(String method, String target) {
        int mark = target.indexOf('?');
        this.method = method;
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? "" : target.substring(mark + 1);
        header("host", "stepwell.test:8080");
    }

    /** A request such as {@code GET /v1/activities?maxResults=3}, without a key. */
    static RestRequests of(String method, String target) {
        return new RestRequests(method, target);
    }

    RestRequests header(String name, String value) {
        headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    RestRequests key(String key) {
        return header("authorization", "Bearer " + key);
    }

    RestRequests body(String json) {
        body = json;
        return this;
    }

    SignedRequest build() {
        return new SignedRequest(method, path, query, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
