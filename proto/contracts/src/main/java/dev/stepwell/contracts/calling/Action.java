package dev.stepwell.contracts.calling;

import com.google.protobuf.Message;

/**
 * Does one action of the contract for one caller. Called on a virtual thread, so it may wait (for a commit, for a long poll).
 *
 * @param <Q> the request message
 * @param <A> the answer message
 */
@FunctionalInterface
public interface Action<Q extends Message, A extends Message> {
    /** Answers the request, durably where the contract says so; throws {@link Fault} to refuse it. */
    A answer(Caller caller, Q request);
}
