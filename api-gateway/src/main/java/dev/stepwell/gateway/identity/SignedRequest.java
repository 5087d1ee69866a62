package dev.stepwell.gateway.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it came over the wire.
 *
 * @param method such as {@code POST}
 * @param path the path as it stood in the request line
 * @param query what stood behind the question mark, still encoded; empty when there was none
 * @param headers values by lower-case name, in the order they came
 * @param body the bytes of the body
 * @param source the address of whoever holds the connection, in numbers; empty when it is not known. What headers say of others
 *     before is believed of nobody
 */
public record SignedRequest(
        String method, String path, String query, Map<String, List<String>> headers, byte[] body, String source) {
    /** A request from nowhere in particular. */
    public SignedRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
        this(method, path, query, headers, body, "");
    }

    /** Puts headers of any case together under their lower-case names. */
    public static Map<String, List<String>> byLowerCase(Iterable<Map.Entry<String, String>> headers) {
        Map<String, List<String>> all = new TreeMap<>();
        for (Map.Entry<String, String> header : headers) {
            all.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return all;
    }

    /** The values of a header by its lower-case name; empty when it is absent. */
    public List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
