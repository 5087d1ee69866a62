package dev.stepwell.gateway.rest;

import dev.stepwell.contracts.calling.Audience;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What goes back to the client. */
public sealed interface RestAnswer {
    /** Further headers. */
    Map<String, String> headers();

    /** The same with one more header. */
    RestAnswer with(String header, String value);

    /**
     * An answer that is there at once.
     *
     * @param status the HTTP status
     * @param contentType what the body is
     * @param body JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // written once and dropped
    record Whole(int status, String contentType, byte[] body, Map<String, String> headers) implements RestAnswer {
        public Whole {
            headers = Map.copyOf(headers);
        }

        @Override
        public Whole with(String header, String value) {
            return new Whole(status, contentType, body, more(headers, header, value));
        }
    }

    /**
     * Server-sent events.
     *
     * @param telling tells them, on the calling thread, until the audience goes or there is nothing more to say; may throw
     * @param problem the answer to what was thrown: in place of the stream as long as nothing was told, else its body is the last event
     */
    record Stream(Consumer<Audience<byte[]>> telling, Function<Throwable, Whole> problem, Map<String, String> headers)
            implements RestAnswer {
        public Stream {
            headers = Map.copyOf(headers);
        }

        @Override
        public Stream with(String header, String value) {
            return new Stream(telling, problem, more(headers, header, value));
        }
    }

    private static Map<String, String> more(Map<String, String> headers, String header, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(header, value);
        return all;
    }
}
