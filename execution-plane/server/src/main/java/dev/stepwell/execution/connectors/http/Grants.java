package dev.stepwell.execution.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.events.v1.ConnectionHttpParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionOAuthRequestParameters;
import dev.stepwell.contracts.internal.v1.ConnectionHolder;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.Web;
import dev.stepwell.names.TenantId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Tokens for client credentials (RFC 6749, 4.4), kept in memory for as long as whoever gave them said, less a little. One that a service
 * refuses is dropped, and had anew.
 */
final class Grants {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration EARLIER = Duration.ofSeconds(30);
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final int CAP = 64 * 1024;
    private static final int REMEMBERED = 10_000;

    private final Web web;
    private final LongSupplier nanoTime;
    private final Map<Key, Grant> grants = new ConcurrentHashMap<>();

    Grants(Web web, LongSupplier nanoTime) {
        this.web = web;
        this.nanoTime = nanoTime;
    }

    /** Whose a token is; a connection that was changed has others. */
    record Key(TenantId tenant, String connectionArn, long revision) {}

    private record Grant(String token, long until) {}

    /** Why there is no token, in words that may stand in a history: without a secret, and without what was answered. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    /** The token of a connection; waits for it when there is none yet. */
    String token(Key key, ConnectionHolder connection) throws Refused {
        Grant known = grants.get(key);
        if (known != null && known.until() - nanoTime.getAsLong() > 0) {
            return known.token();
        }
        Grant had = ask(connection.getParameters().getOauthParameters());
        if (grants.size() >= REMEMBERED) {
            grants.clear(); // losing them costs a request each
        }
        grants.put(key, had);
        return had.token();
    }

    /** The token of a connection is worth nothing any more. */
    void drop(Key key, String token) {
        grants.computeIfPresent(key, (k, known) -> known.token().equals(token) ? null : known);
    }

    private Grant ask(CreateConnectionOAuthRequestParameters oauth) throws Refused {
        try {
            Web.Answer answer =
                    web.send(letter(oauth), PATIENCE, CAP).toCompletableFuture().get();
            if (answer.status() / 100 != 2) {
                throw new Refused("The authorization endpoint answered with status " + answer.status() + ".");
            }
            JsonNode said = Json.parse(HttpAnswers.body(answer));
            JsonNode token = said.path("access_token");
            if (!token.isTextual()) {
                throw new Refused("The authorization endpoint answered without an access_token.");
            }
            Duration life = Duration.ofSeconds(said.path("expires_in").asLong(USUAL.toSeconds()))
                    .minus(EARLIER);
            return new Grant(token.asText(), nanoTime.getAsLong() + life.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("The authorization endpoint was not asked.");
        } catch (ExecutionException e) {
            throw new Refused(
                    e.getCause() instanceof IOException || e.getCause() instanceof Web.TooLarge
                            ? "The authorization endpoint could not be reached: " + HttpAnswers.words(e.getCause())
                            : "The authorization endpoint could not be asked.");
        } catch (Egress.Refused e) {
            throw new Refused("The authorization endpoint must not be asked: " + e.getMessage());
        } catch (RuntimeException e) {
            // Its words may hold the secret: an address or a header that cannot be sent is quoted.
            throw new Refused("The authorization endpoint cannot be asked, or answered with something else than JSON.");
        }
    }

    private static Web.Letter letter(CreateConnectionOAuthRequestParameters oauth) {
        ConnectionHttpParameters added = oauth.getOauthHttpParameters();
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("grant_type", List.of("client_credentials"));
        fields.put("client_id", List.of(oauth.getClientParameters().getClientId()));
        fields.put("client_secret", List.of(oauth.getClientParameters().getClientSecret()));
        added.getBodyParametersList().forEach(one -> fields.put(one.getKey(), List.of(one.getValue())));
        Map<String, List<String>> query = new LinkedHashMap<>();
        added.getQueryStringParametersList().forEach(one -> query.put(one.getKey(), List.of(one.getValue())));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Accept", List.of("application/json"));
        byte[] body = new byte[0];
        if (oauth.getHttpMethod().equals("GET")) {
            fields.forEach(query::putIfAbsent);
        } else {
            headers.put("Content-Type", List.of("application/x-www-form-urlencoded"));
            body = form(fields).getBytes(StandardCharsets.UTF_8);
        }
        added.getHeaderParametersList().forEach(one -> Pairs.replace(headers, one.getKey(), one.getValue()));
        return new Web.Letter(
                oauth.getHttpMethod(), URI.create(Pairs.query(oauth.getAuthorizationEndpoint(), query)), headers, body);
    }

    private static String form(Map<String, List<String>> fields) {
        return fields.entrySet().stream()
                .map(field -> Pairs.encoded(field.getKey()) + "="
                        + Pairs.encoded(field.getValue().getFirst()))
                .collect(Collectors.joining("&"));
    }
}
