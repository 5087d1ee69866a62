package dev.stepwell.gateway.http;

import dev.stepwell.gateway.aws.Answer;
import dev.stepwell.gateway.aws.AwsJsonDoor;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code POST /}: the bytes of a request go to the door as they came, on a virtual thread, and so do those of its answer. */
@Controller("/")
@Requires(beans = AwsJsonDoor.class)
final class AwsJsonController {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    private final AwsJsonDoor door;

    AwsJsonController(AwsJsonDoor door) {
        this.door = door;
    }

    @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> post(HttpRequest<?> request, @Body @Nullable byte[] body) {
        return response(door.answer(Requests.raw(request, body)));
    }

    /** The server refuses what is longer than it may buffer before the door sees it; the answer is the door's all the same. */
    @Error(exception = ContentLengthExceededException.class)
    HttpResponse<byte[]> tooLarge() {
        return response(door.tooLarge());
    }

    private static HttpResponse<byte[]> response(Answer answer) {
        MutableHttpResponse<byte[]> response = HttpResponse.status(HttpStatus.valueOf(answer.status()));
        return response.header("x-amzn-RequestId", answer.requestId())
                .contentType(CONTENT_TYPE)
                .body(answer.body());
    }
}
