package dev.stepwell.execution.ports;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.names.ExecutionKey;
import java.util.concurrent.CompletionStage;

/** The other nodes. */
public interface Net {
    /**
     * Hands an input that somebody waits for to the node that holds the execution. The stage ends with the reply's answer after
     * that node's commit, or with a {@link NotHolder} when it does not hold it (any more), or with any other failure when it cannot
     * be reached: then nobody knows whether the input was taken.
     *
     * @param address the node's address, as in {@link Store.NodeRow}
     */
    CompletionStage<Reply.Answer> call(String address, ExecutionKey key, Input input);

    /** The node asked does not hold the execution. */
    final class NotHolder extends RuntimeException {
        private static final long serialVersionUID = 1;

        public NotHolder() {
            super("not the holder of the execution", null, false, false);
        }
    }
}
