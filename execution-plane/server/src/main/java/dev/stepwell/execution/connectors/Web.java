package dev.stepwell.execution.connectors;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Sends over HTTP to the very addresses that were checked: never follows a redirect, uses no proxy, bounds time, to the last byte of the answer, and size.
 */
public final class Web implements AutoCloseable {
    static {
        // So that the name can be sent along with a request to the address it was resolved to.
        if (System.getProperty("jdk.httpclient.allowRestrictedHeaders") == null) {
            System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        }
    }

    private static final int RESENDS = 2;

    private final Egress egress;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final TlsClients named;

    /** A client that calls what the egress allows. */
    public Web(Egress egress) {
        this(egress, null);
    }

    /** One that believes certificates which these vouch for; null: as Java has it. */
    Web(Egress egress, TrustManager @Nullable [] trusted) {
        this.egress = egress;
        this.client = usual().build();
        this.named = new TlsClients(this::usual, trusted);
    }

    private HttpClient.Builder usual() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(Duration.ofSeconds(10))
                .executor(threads);
    }

    /**
     * An answer.
     *
     * @param headers as sent, by name
     */
    public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        /** The first value of a header. */
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst();
        }
    }

    /** The answer is larger than whoever asked would take. */
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super("the answer is too large", null, false, false);
        }
    }

    /**
     * Posts a body. The stage fails with {@link TooLarge} or an {@link java.io.IOException}.
     *
     * @param cap the largest body that is read
     * @throws Egress.Refused when the address must not be called
     */
    public CompletionStage<Answer> post(URI uri, Map<String, String> headers, byte[] body, Duration timeout, int cap) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return send(new Letter("POST", uri, lists, body), timeout, cap);
    }

    /**
     * What is sent.
     *
     * @param method of HTTP
     * @param headers by name
     */
    public record Letter(String method, URI uri, Map<String, List<String>> headers, byte[] body) {}

    /**
     * Sends a letter. The stage fails as that of {@link #post} does.
     *
     * @param cap the largest body that is read
     * @throws Egress.Refused when the address must not be called
     * @throws IllegalArgumentException when the method or a header is none
     */
    public CompletionStage<Answer> send(Letter letter, Duration timeout, int cap) {
        URI uri = letter.uri();
        InetAddress address = egress.check(uri);
        URI pinned = pinned(uri, address);
        HttpRequest.BodyPublisher body = letter.body().length == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(letter.body());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(pinned).timeout(timeout).method(letter.method(), body);
        boolean isNamed = !pinned.getHost().equals(uri.getHost());
        if (isNamed) {
            request.header("Host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
        }
        letter.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        HttpClient way = isNamed && uri.getScheme().equals("https") ? named.of(uri.getHost()) : client;
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        limit(answer, timeout);
        send(way, new Sending(request.build(), cap), answer, RESENDS);
        return answer;
    }

    /** The JDK's own limit is for the headers: whoever sends bytes of a body one by one would keep the exchange for ever. */
    private static void limit(CompletableFuture<Answer> answer, Duration timeout) {
        CompletableFuture<Void> end =
                new CompletableFuture<Void>().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        end.whenComplete((done, late) -> {
            if (late != null) {
                answer.completeExceptionally(new HttpTimeoutException("request timed out"));
            }
        });
        answer.whenComplete((done, failure) -> end.complete(null));
    }

    private record Sending(HttpRequest request, int cap) {}

    /** Sends; a connection that is closed before a byte of the answer came was mostly an old one, so the request is sent again. */
    private void send(HttpClient way, Sending what, CompletableFuture<Answer> answer, int resends) {
        CompletableFuture<?> exchange = way.sendAsync(what.request(), info -> new CappedBody(what.cap()))
                .whenComplete((response, failure) -> {
                    if (failure == null) {
                        Map<String, List<String>> all =
                                new LinkedHashMap<>(response.headers().map());
                        all.remove(":status");
                        answer.complete(new Answer(response.statusCode(), all, response.body()));
                    } else if (resends > 0 && isOldConnection(failure) && !answer.isDone()) {
                        send(way, what, answer, resends - 1);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
        // Only what nobody waits for any more is broken off: after an answer, the connection is another request's
        // already.
        answer.whenComplete((done, failure) -> {
            if (failure != null && !exchange.isDone()) {
                exchange.cancel(true);
            }
        });
    }

    private static boolean isOldConnection(Throwable failure) {
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return why instanceof IOException
                && !(why instanceof ConnectException)
                && !(why instanceof HttpTimeoutException);
    }

    @Override
    public void close() {
        named.close();
        client.shutdownNow();
        threads.shutdownNow();
    }

    private static URI pinned(URI uri, InetAddress address) {
        String host = address instanceof Inet6Address ? "[" + bare(address) + "]" : address.getHostAddress();
        try {
            return new URI(uri.getScheme(), null, host, uri.getPort(), null, null, null)
                    .resolve(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a checked address makes a URI", e);
        }
    }

    private static String bare(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
