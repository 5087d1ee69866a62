package dev.stepwell.contracts.calling;

import com.google.protobuf.Message;

/**
 * Something that a plane does with a client over a stream of messages each way. Nothing here waits for the client.
 *
 * @param <Q> what the client says
 * @param <A> what it is told
 */
@FunctionalInterface
public interface Conversation<Q extends Message, A extends Message> {
    /**
     * Begins one.
     *
     * @param mouth speaks to the client
     * @return what hears the client; called by one thread at a time
     */
    Ear<Q> begin(Caller caller, Mouth<A> mouth);

    /** Hears one side. */
    interface Ear<Q extends Message> {
        /** It says something. What may be kept waiting for it, may be kept waiting here. */
        void hear(Q said);

        /** It has no more to say, but goes on listening. */
        void over();

        /** It is gone, and hears nothing any more. */
        void gone();
    }

    /** Speaks to the other side; safe for many threads. What comes after the end is lost. */
    interface Mouth<A extends Message> {
        /** Says something; never waits. */
        void say(A what);

        /** Whether what is said leaves at once, and does not pile up. */
        boolean isReady();

        /** Runs this each time that it becomes ready again. */
        void onReady(Runnable what);

        /** Ends the conversation in peace. */
        void end();

        /** Ends the conversation with a refusal. */
        void refuse(Fault fault);
    }
}
