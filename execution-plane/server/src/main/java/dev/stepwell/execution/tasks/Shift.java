package dev.stepwell.execution.tasks;

import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.ports.TaskLine;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A worker that stays and is given one task after another, as many at a time as it has credit for. Ending it takes nothing back that
 * has been handed out.
 */
public final class Shift {
    private final TaskPolls desk;
    private final List<Line.Name> lines;
    private final Optional<String> worker;
    private final BiConsumer<TaskLine, Reply.HandedOut> taker;

    /** How many tasks more may be handed out to it; below zero after credit was taken away. Guarded by the desk. */
    int credit;

    /** How many are being handed out. Guarded by the desk. */
    int busy;

    /** Guarded by the desk. */
    boolean over;

    Shift(TaskPolls desk, List<Line.Name> lines, Optional<String> worker, BiConsumer<TaskLine, Reply.HandedOut> taker) {
        this.desk = desk;
        this.lines = lines;
        this.worker = worker;
        this.taker = taker;
    }

    /** Lets it have so many tasks more, or fewer when negative. */
    public void grant(int tasks) {
        desk.grant(this, tasks);
    }

    /** Takes no more tasks; those that are just being handed out still come. */
    public void end() {
        desk.end(this);
    }

    /** Whether it is over and nothing comes any more. */
    public boolean isQuiet() {
        return desk.isQuiet(this);
    }

    List<Line.Name> lines() {
        return lines;
    }

    Optional<String> worker() {
        return worker;
    }

    void take(Line.Name line, Reply.HandedOut task) {
        taker.accept(line.line(), task);
    }
}
