package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfInput;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An input that waits for its turn, and who waits for the answer.
 *
 * @param input what happened
 * @param until when to give up on it; {@link Instant#MAX} for what nobody waits for: that is never given up while the node lives
 * @param answer ends after the commit of the turn that handled it
 * @param repeats whether everything the execution waits for is to be asked for again after that turn
 */
record Waiting(Input input, Instant until, CompletableFuture<Reply.Answer> answer, boolean repeats) {
    /** An input that does not repeat anything. */
    Waiting(Input input, Instant until, CompletableFuture<Reply.Answer> answer) {
        this(input, until, answer, false);
    }

    /** A Continue that nobody waits for. */
    static Waiting prompt(boolean repeats) {
        return new Waiting(new Input.Continue(), Instant.MAX, new CompletableFuture<>(), repeats);
    }

    /** A look into the inbox that nobody waits for. */
    static Waiting forLetters() {
        return forNobody(new Input.Inbox(List.of()));
    }

    /** An input that nobody waits for. */
    static Waiting forNobody(Input input) {
        return new Waiting(input, Instant.MAX, new CompletableFuture<>());
    }

    /** About how many bytes it keeps in memory. */
    long bytes() {
        return 128
                + switch (input) {
                    case Input.Start start ->
                        size(start.input())
                                + start.variables().values().stream()
                                        .mapToLong(Waiting::size)
                                        .sum();
                    case Input.TaskSucceeded done -> size(done.output());
                    case Input.TaskSubmitted taken -> size(taken.output());
                    case Input.TaskFailed failed ->
                        failed.cause().map(String::length).orElse(0);
                    case Input.RequestFailed failed ->
                        failed.cause().map(String::length).orElse(0);
                    case Input.Stop stop -> stop.cause().map(String::length).orElse(0);
                    case Input.HandOut ignored -> 0;
                    case Input.Redrive ignored -> 0;
                    case Input.Pause pause -> pause.reason().map(String::length).orElse(0);
                    case Input.Resume ignored -> 0;
                    case Input.Wake ignored -> 0;
                    case Input.Inbox ignored -> 0;
                    case Input.Continue ignored -> 0;
                    case Input.ItemsRead read ->
                        read.items().stream().mapToLong(Waiting::size).sum();
                    case Input.ReadingFailed ignored -> 0;
                    case Input.ResultsWritten written -> size(written.output());
                    case Input.WritingFailed ignored -> 0;
                    case Input.DescribeMapRun ignored -> 0;
                    case Input.UpdateMapRun ignored -> 0;
                    case SwfInput i -> SwfBytes.of(i);
                };
    }

    /** Whether nobody waits for it: it may be handled together with others like it, but must not be lost. */
    boolean isPrompt() {
        return isPrompt(input);
    }

    static boolean isPrompt(Input input) {
        return input instanceof Input.Continue || input instanceof Input.Wake || input instanceof Input.Inbox;
    }

    /** Whether it is a start. */
    boolean isStart() {
        return input instanceof Input.Start;
    }

    /** The input under another call id; inputs without a call stay as they are. */
    Input numbered(long call) {
        return switch (input) {
            case Input.HandOut i -> new Input.HandOut(call, i.task(), i.worker(), i.poll());
            case Input.TaskSucceeded i -> new Input.TaskSucceeded(call, i.task(), i.output());
            case Input.TaskFailed i -> new Input.TaskFailed(call, i.task(), i.error(), i.cause());
            case Input.Redrive i -> new Input.Redrive(call, i.token());
            case Input.Pause i -> new Input.Pause(call, i.by(), i.reason(), i.withMachine());
            case Input.Resume i -> new Input.Resume(call, i.withMachine());
            case Input.Stop i -> new Input.Stop(call, i.error(), i.cause());
            case Input.Start i -> i;
            case Input.Continue i -> i;
            case Input.Wake i -> i;
            case Input.Inbox i -> i;
            case Input.RequestFailed i -> i;
            case Input.TaskSubmitted i -> i;
            case Input.ItemsRead i -> i;
            case Input.ReadingFailed i -> i;
            case Input.ResultsWritten i -> i;
            case Input.WritingFailed i -> i;
            case Input.DescribeMapRun i -> new Input.DescribeMapRun(call);
            case Input.UpdateMapRun i ->
                new Input.UpdateMapRun(call, i.maxConcurrency(), i.toleratedCount(), i.toleratedPercentage(), i.seen());
            case SwfInput i -> i.withCall(call);
        };
    }

    private static long size(Payload payload) {
        return payload.text().length();
    }
}
