package dev.stepwell.execution.connectors.aws;

import dev.stepwell.execution.connectors.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Sends what the SDK has made by the server's one way out, which checks addresses; answers are read whole, up to a size. */
record WebHttp(Web web) implements SdkHttpClient {
    /** As long as the longest action takes, which is to invoke a function. */
    private static final Duration LONGEST = Duration.ofMinutes(15).plusSeconds(5);

    /** As much as a state's payload may ever be. */
    private static final int CAP = 16 * 1024 * 1024;

    /** What the way out says itself. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Sending(request);
    }

    /** Whoever made the way out closes it. */
    @Override
    public void close() {}

    /** One request under way. */
    private final class Sending implements ExecutableHttpRequest {
        private final HttpExecuteRequest request;
        private volatile CompletableFuture<Web.Answer> answer = new CompletableFuture<>();

        Sending(HttpExecuteRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            answer = web.send(letter(), LONGEST, CAP).toCompletableFuture();
            try {
                return response(answer.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException why) {
                    throw why;
                }
                throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("nobody waits for the answer any more");
            }
        }

        @Override
        public void abort() {
            answer.cancel(true);
        }

        private Web.Letter letter() throws IOException {
            SdkHttpRequest http = request.httpRequest();
            Map<String, List<String>> headers = new LinkedHashMap<>(http.headers());
            headers.keySet().removeIf(name -> OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)));
            return new Web.Letter(http.method().name(), http.getUri(), headers, body());
        }

        private byte[] body() throws IOException {
            ContentStreamProvider content = request.contentStreamProvider().orElse(null);
            if (content == null) {
                return new byte[0];
            }
            try (InputStream in = content.newStream()) {
                return in.readAllBytes();
            }
        }
    }

    private static HttpExecuteResponse response(Web.Answer answer) {
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(answer.status())
                        .headers(answer.headers())
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
                .build();
    }
}
