package dev.stepwell.contracts.calling;

import com.google.protobuf.Message;

/**
 * An action that answers again and again. Called on a virtual thread, which it keeps until it has nothing more to say or nobody
 * listens any more.
 *
 * @param <Q> the request message
 * @param <A> the messages of the answer
 */
@FunctionalInterface
public interface Watch<Q extends Message, A extends Message> {
    /** Tells the audience what there is and what comes; throws {@link Fault} to refuse the request. */
    void tell(Caller caller, Q request, Audience<A> audience);
}
