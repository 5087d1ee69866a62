package dev.stepwell.execution.mapruns;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.names.ExecutionKey;

/** Where nothing can be read: says so. */
public record NoReaders(Calls calls) implements MapRunWork.ItemSource {
    @Override
    public void read(ExecutionKey run, StartFacts facts, Effect.ReadItems read) {
        calls.call(
                run, new Input.ReadingFailed(read.cursor(), "States.ItemReaderFailed", "No items can be read here."));
    }

    @Override
    public void write(ExecutionKey run, StartFacts facts, Effect.WriteResults write) {
        calls.call(run, new Input.WritingFailed("States.ResultWriterFailed", "No results can be written here."));
    }
}
