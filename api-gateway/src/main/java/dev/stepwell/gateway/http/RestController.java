package dev.stepwell.gateway.http;

import dev.stepwell.gateway.live.Beats;
import dev.stepwell.gateway.live.LiveStream;
import dev.stepwell.gateway.rest.OpenApi;
import dev.stepwell.gateway.rest.RestAnswer;
import dev.stepwell.gateway.rest.RestDoor;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Everything below {@code /v1}: requests go to the door as they came, on a virtual thread, and so do their answers. */
@Controller("/v1")
@Requires(beans = RestDoor.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RestController {
    private static final long PATIENCE_MS = 30_000;

    private final RestDoor door;
    private final OpenApi openApi;
    private final Beats beats;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    RestController(RestDoor door, OpenApi openApi, Beats beats) {
        this.door = door;
        this.openApi = openApi;
        this.beats = beats;
    }

    @Get(uri = "/{+path}", produces = MediaType.ALL)
    HttpResponse<?> get(HttpRequest<?> request, String path) {
        return path.equals("openapi.json")
                ? guarded(HttpResponse.ok(openApi.json())).contentType(MediaType.APPLICATION_JSON_TYPE)
                : answer(request, new byte[0]);
    }

    @Post(uri = "/{+path}", consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> post(HttpRequest<?> request, String path, @Body @Nullable byte[] body) {
        return answer(request, body);
    }

    @Put(uri = "/{+path}", consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> put(HttpRequest<?> request, String path, @Body @Nullable byte[] body) {
        return answer(request, body);
    }

    @Patch(uri = "/{+path}", consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> patch(HttpRequest<?> request, String path, @Body @Nullable byte[] body) {
        return answer(request, body);
    }

    @Delete(uri = "/{+path}", consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> delete(HttpRequest<?> request, String path) {
        return answer(request, new byte[0]);
    }

    /** The server refuses what is longer than it may buffer before the door sees it; the answer is the door's all the same. */
    @Error(exception = ContentLengthExceededException.class)
    HttpResponse<?> tooLarge() {
        return response(door.tooLarge());
    }

    private HttpResponse<?> answer(HttpRequest<?> request, @Nullable byte[] body) {
        return response(door.answer(Requests.raw(request, body), request.isSecure()));
    }

    private HttpResponse<?> response(RestAnswer answer) {
        return switch (answer) {
            case RestAnswer.Whole whole -> whole(whole);
            case RestAnswer.Stream stream -> stream(stream);
        };
    }

    private static HttpResponse<?> whole(RestAnswer.Whole answer) {
        MutableHttpResponse<byte[]> response = HttpResponse.status(HttpStatus.valueOf(answer.status()));
        answer.headers().forEach(response::header);
        return guarded(response.body(answer.body())).contentType(answer.contentType());
    }

    private HttpResponse<?> stream(RestAnswer.Stream answer) {
        LiveStream stream = LiveStream.begin(threads, answer.telling(), failure -> event(answer, failure));
        Optional<Throwable> refusal = stream.refusal(PATIENCE_MS);
        if (refusal.isPresent()) {
            return whole(answer.problem().apply(refusal.get()));
        }
        beats.add(stream);
        MutableHttpResponse<LiveStream> response = HttpResponse.ok(stream);
        answer.headers().forEach(response::header);
        // Proxies that gather answers before they pass them on are told not to.
        return guarded(response).header("X-Accel-Buffering", "no").contentType(MediaType.TEXT_EVENT_STREAM_TYPE);
    }

    private static byte[] event(RestAnswer.Stream answer, Throwable failure) {
        String problem = new String(answer.problem().apply(failure).body(), StandardCharsets.UTF_8);
        return ("event: problem\ndata: " + problem + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Answers are data: no browser may take them for a page, or show them in one of another site. */
    private static <B> MutableHttpResponse<B> guarded(MutableHttpResponse<B> response) {
        return response.header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }
}
