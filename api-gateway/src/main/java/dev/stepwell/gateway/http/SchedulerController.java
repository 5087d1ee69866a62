package dev.stepwell.gateway.http;

import dev.stepwell.gateway.rest.AwsRestDoor;
import dev.stepwell.gateway.rest.RestAnswer;
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
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Where AWS's clients of EventBridge Scheduler look for it: requests go to the door as they came, on a virtual thread. */
@Controller("/schedules")
@Requires(beans = AwsRestDoor.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SchedulerController {
    private final AwsRestDoor door;

    SchedulerController(AwsRestDoor door) {
        this.door = door;
    }

    @Get(produces = MediaType.ALL)
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        return answer(request, new byte[0]);
    }

    @Get(uri = "/{name}", produces = MediaType.ALL)
    HttpResponse<byte[]> get(HttpRequest<?> request, String name) {
        return answer(request, new byte[0]);
    }

    @Post(uri = "/{name}", consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<byte[]> post(HttpRequest<?> request, String name, @Body @Nullable byte[] body) {
        return answer(request, body);
    }

    @Put(uri = "/{name}", consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<byte[]> put(HttpRequest<?> request, String name, @Body @Nullable byte[] body) {
        return answer(request, body);
    }

    @Delete(uri = "/{name}", consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<byte[]> delete(HttpRequest<?> request, String name) {
        return answer(request, new byte[0]);
    }

    /** The server refuses what is longer than it may buffer before the door sees it; the answer is the door's all the same. */
    @Error(exception = ContentLengthExceededException.class)
    HttpResponse<byte[]> tooLarge() {
        return response(door.tooLarge());
    }

    private HttpResponse<byte[]> answer(HttpRequest<?> request, @Nullable byte[] body) {
        return response(door.answer(Requests.raw(request, body)));
    }

    private static HttpResponse<byte[]> response(RestAnswer.Whole answer) {
        MutableHttpResponse<byte[]> response = HttpResponse.status(HttpStatus.valueOf(answer.status()));
        answer.headers().forEach(response::header);
        return response.contentType(answer.contentType()).body(answer.body());
    }
}
