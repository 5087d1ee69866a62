package dev.stepwell.engine.workflow;

import java.time.Duration;

/**
 * A client's request, which nodes may hand to each other more than once until one of them knows what came of it. What the client itself sends
 * once more is another request.
 *
 * @param id chosen by the node that has taken the request in
 */
public record ClientRequest(String id) implements Asker {
    /** How long a run knows a request again: longer than nodes try to bring it. */
    public static final Duration REMEMBERED = Duration.ofMinutes(1);
}
