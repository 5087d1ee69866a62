package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import java.util.List;
import java.util.Optional;

/** What happens to a Parallel or Map and to the frames it opens. */
public sealed interface FanOutChange extends Change {
    /** The frame of the Parallel or Map; in the changes of an iteration, the iteration's own frame. */
    int frame();

    /** ParallelStateStarted: every branch gets a frame of its own, with this input. */
    record ParallelStarted(int frame, Payload input) implements FanOutChange {}

    /** ParallelStateSucceeded: the frames of the branches are gone, their outputs are its result. */
    record ParallelSucceeded(int frame) implements FanOutChange {}

    /** ParallelStateFailed: the frames of the branches are gone. */
    record ParallelFailed(int frame, Optional<String> error, Optional<String> cause) implements FanOutChange {}

    /**
     * MapStateStarted.
     *
     * @param items what is iterated over, in order
     * @param maxConcurrency how many iterations run at once, at least 1
     */
    record MapStarted(int frame, List<Payload> items, int maxConcurrency) implements FanOutChange {
        public MapStarted {
            items = List.copyOf(items);
        }
    }

    /**
     * MapStateStarted of a distributed Map.
     *
     * @param items what is iterated over, an array; absent when a reader brings the items
     * @param length how many items there are; 0 when a reader brings them
     * @param maxConcurrency how many children may run at once, 0 for as many as the server likes
     */
    record MapDistributed(int frame, Optional<Payload> items, int length, int maxConcurrency) implements FanOutChange {}

    /**
     * MapRunStarted.
     *
     * @param order what the map run is to do: the input of its execution
     */
    record MapRunStarted(int frame, String mapRunArn, Payload order) implements FanOutChange {}

    /** MapRunSucceeded, with its result. */
    record MapRunSucceeded(int frame, Payload output) implements FanOutChange {}

    /** MapRunFailed. */
    record MapRunFailed(int frame, Optional<String> error, Optional<String> cause) implements FanOutChange {}

    /** MapRunAborted: another part of the fan-out around its Map has failed. */
    record MapRunAborted(int frame) implements FanOutChange {}

    /** MapStateSucceeded: the outputs of the iterations, or of the map run, are its result. */
    record MapSucceeded(int frame) implements FanOutChange {}

    /** MapStateFailed: the frames of the iterations are gone. */
    record MapFailed(int frame, Optional<String> error, Optional<String> cause) implements FanOutChange {}

    /**
     * MapIterationStarted: the next frame number is the iteration's.
     *
     * @param frame the frame of the Map
     * @param input what the iteration starts with
     */
    record IterationStarted(int frame, String name, int index, Payload input) implements FanOutChange {}

    /** MapIterationSucceeded: the iteration's frame is gone, its output is kept. */
    record IterationSucceeded(int frame, String name, int index) implements FanOutChange {}

    /** MapIterationFailed. */
    record IterationFailed(int frame, String name, int index) implements FanOutChange {}

    /** MapIterationAborted. */
    record IterationAborted(int frame, String name, int index) implements FanOutChange {}

    /**
     * No event: a part of the fan-out has failed, so the others stop where they are.
     *
     * @param frame the frame of the Parallel or Map
     * @param child the frame of the part that failed
     */
    record Failing(int frame, int child, Optional<String> error, Optional<String> cause) implements FanOutChange {}
}
