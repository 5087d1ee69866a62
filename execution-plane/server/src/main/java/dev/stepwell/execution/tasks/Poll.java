package dev.stepwell.execution.tasks;

import dev.stepwell.engine.turn.Reply;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A worker's question for a task, held until there is one or its time is up. */
public final class Poll {
    private final Line line;
    private final Optional<String> worker;
    private final Instant until;
    private final TaskPolls desk;
    private final CompletableFuture<Optional<Reply.HandedOut>> answer = new CompletableFuture<>();
    private final @Nullable Shift shift;
    private volatile boolean givenUp;

    Poll(TaskPolls desk, Line line, Optional<String> worker, Instant until) {
        this.desk = desk;
        this.line = line;
        this.worker = worker;
        this.until = until;
        this.shift = null;
    }

    /** One task for somebody who stays. */
    Poll(TaskPolls desk, Line line, Shift shift) {
        this.desk = desk;
        this.line = line;
        this.worker = shift.worker();
        this.until = Instant.MAX;
        this.shift = shift;
    }

    /** The task, durably handed out, or nothing when the time was up. Never fails. */
    public CompletionStage<Optional<Reply.HandedOut>> answer() {
        return answer;
    }

    /** The worker is gone: a task that is not being handed out to it yet goes to another one. */
    public void giveUp() {
        givenUp = true;
        desk.end(this);
    }

    Line line() {
        return line;
    }

    /** Who stays on after it; nobody when the poll came by itself. */
    @Nullable
    Shift shift() {
        return shift;
    }

    Optional<String> worker() {
        return worker;
    }

    boolean isOver(Instant now) {
        return (shift != null && shift.over) || givenUp || !now.isBefore(until);
    }

    void complete(Optional<Reply.HandedOut> result) {
        if (shift != null) {
            result.ifPresent(task -> shift.take(line.name(), task));
        }
        answer.complete(result);
    }
}
