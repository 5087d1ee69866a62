package dev.stepwell.execution.fakes;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Functions over HTTP, as Lambda speaks; a function it does not know it answers with 404. */
public final class FunctionServer implements AutoCloseable {
    private final Map<String, Behaviour> functions = new ConcurrentHashMap<>();
    private final Letterbox letters = new Letterbox(this::answer);

    /** What a function does with an event. */
    @FunctionalInterface
    public interface Behaviour {
        Letterbox.Answer answer(String event);
    }

    /** A function's result. */
    public static Letterbox.Answer result(String body) {
        return new Letterbox.Answer(200, body, Map.of());
    }

    /** What a function that failed says. */
    public static Letterbox.Answer error(String body) {
        return new Letterbox.Answer(200, body, Map.of("X-Amz-Function-Error", "Unhandled"));
    }

    public FunctionServer with(String name, Behaviour behaviour) {
        functions.put(name, behaviour);
        return this;
    }

    public URI endpoint() {
        return letters.endpoint();
    }

    public List<Letterbox.Seen> seen() {
        return List.copyOf(letters.seen);
    }

    private Letterbox.Answer answer(Letterbox.Seen letter) {
        Behaviour behaviour = functions.get(URI.create(letter.uri()).getPath().split("/")[3]);
        Letterbox.Answer answer = behaviour == null
                ? new Letterbox.Answer(
                        404,
                        "{\"Type\":\"User\",\"Message\":\"Function not found: x\"}",
                        Map.of("x-amzn-ErrorType", "ResourceNotFoundException"))
                : behaviour.answer(letter.body());
        return answer.with("x-amzn-RequestId", "request-1").with("Content-Type", "application/json");
    }

    @Override
    public void close() {
        letters.close();
    }
}
