package dev.stepwell.engine.maprun;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.MapRunChange.ChildEnd;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.SwfInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What comes to a map run from outside. */
final class Arrivals {
    private final MapRunTurn t;

    Arrivals(MapRunTurn t) {
        this.t = t;
    }

    void take(Input input) {
        switch (input) {
            case Input.Start start -> start(start);
            case Input.Continue ignored -> {}
            case Input.Wake ignored -> {}
            case Input.TaskSubmitted ignored -> {}
            case Input.RequestFailed ignored -> {}
            case Input.HandOut handOut -> t.reply(handOut.call(), new Reply.NotOnOffer());
            case Input.TaskSucceeded done -> t.reply(done.call(), new Reply.NoSuchTask());
            case Input.TaskFailed failed -> t.reply(failed.call(), new Reply.NoSuchTask());
            case Input.Inbox inbox -> letters(inbox.letters());
            case Input.Stop stop -> stop(stop);
            case Input.ItemsRead read -> itemsRead(read);
            case Input.ReadingFailed failed -> readingFailed(failed);
            case Input.ResultsWritten written -> {
                if (MapRunMachine.awaitsWriter(t.run)) {
                    t.succeed(written.output());
                }
            }
            case Input.WritingFailed failed -> {
                if (MapRunMachine.awaitsWriter(t.run)) {
                    t.fail(failed.error(), failed.cause());
                }
            }
            case Input.Redrive redrive ->
                t.reply(redrive.call(), new Reply.NotRedrivable("A map run is redriven with its execution"));
            case Input.Pause pause -> pause(pause);
            case Input.Resume resume -> resume(resume);
            case Input.DescribeMapRun describe -> t.reply(describe.call(), described());
            case Input.UpdateMapRun update -> update(update);
            case SwfInput foreign -> t.reply(foreign.call(), new Reply.NotRunning());
        }
    }

    private void start(Input.Start start) {
        if (t.run.seq == 0) {
            t.append(new ExecutionChange.Started(start.facts(), start.input()));
        }
    }

    private void stop(Input.Stop stop) {
        if (!t.run.status.isTerminal()) {
            t.abort(stop.error(), stop.cause());
        }
        t.reply(stop.call(), new Reply.Stopped(t.run.stoppedAt));
    }

    private void pause(Input.Pause pause) {
        if (!t.run.status.isTerminal() && t.run.pausedAt == null) {
            t.append(new PauseChange.Paused(pause.by(), pause.reason(), pause.withMachine()));
        }
        Instant since = t.run.pausedAt;
        t.reply(pause.call(), since == null ? new Reply.NotRunning() : new Reply.Paused(since));
    }

    private void resume(Input.Resume resume) {
        if (t.run.pausedAt != null) {
            t.append(new PauseChange.Resumed());
        }
        t.reply(resume.call(), t.run.status.isTerminal() ? new Reply.NotRunning() : new Reply.Resumed());
    }

    private void itemsRead(Input.ItemsRead read) {
        if (awaits(read.from())) {
            boolean last = read.last() || isEnough(read);
            MapRunMachine.take(t, read.items(), read.next(), last);
        }
    }

    /** Whether with these items there are as many as MaxItems allows. */
    private boolean isEnough(Input.ItemsRead read) {
        long most = t.run.order().reader().map(MapOrder.Reader::maxItems).orElse(0L);
        return most > 0 && t.run.read + read.items().size() >= most;
    }

    private void readingFailed(Input.ReadingFailed failed) {
        if (awaits(failed.from())) {
            t.fail(failed.error(), failed.cause());
        }
    }

    private boolean awaits(String cursor) {
        return !t.run.status.isTerminal() && !t.run.allRead && t.run.cursor.equals(cursor);
    }

    private Reply.Answer described() {
        MapRun run = t.run;
        return new Reply.MapRunDescribed(
                run.status,
                run.maxConcurrency,
                run.toleratedCount,
                run.toleratedPercentage,
                run.items.counts(),
                run.executions.counts());
    }

    private void update(Input.UpdateMapRun update) {
        if (t.run.status.isTerminal()) {
            t.reply(update.call(), new Reply.NotRunning());
            return;
        }
        Input.UpdateMapRun.Seen now =
                new Input.UpdateMapRun.Seen(t.run.maxConcurrency, t.run.toleratedCount, t.run.toleratedPercentage);
        if (update.seen().filter(seen -> !seen.equals(now)).isPresent()) {
            t.reply(update.call(), described());
            return;
        }
        t.append(new MapRunChange.Updated(
                update.maxConcurrency(), update.toleratedCount(), update.toleratedPercentage()));
        t.reply(update.call(), new Reply.Accepted());
    }

    /** Any number of ends is one record. */
    private void letters(List<Letter> letters) {
        List<ChildEnd> ends = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        long bytes = t.run.outputBytes;
        for (Letter letter : letters) {
            t.effect(new Effect.TakenIn(letter.slip()));
            if (letter instanceof Letter.ChildEnded ended) {
                int child = MapRunTurn.childOf(ended.slip().task());
                if (!t.run.status.isTerminal() && t.run.isRunning(child) && seen.add(child)) {
                    bytes += ended.output().map(output -> output.bytes() + 1).orElse(0);
                    ends.add(new ChildEnd(child, ended.status(), kept(ended, bytes)));
                }
            }
        }
        if (!ends.isEmpty()) {
            t.append(new MapRunChange.ChildrenEnded(ends));
        }
        letters.forEach(this::givenUp);
    }

    private Optional<Payload> kept(Letter.ChildEnded ended, long bytes) {
        boolean written = t.run.order()
                .writer()
                .filter(writer -> writer.resource().isPresent())
                .isPresent();
        boolean room = !written && !t.run.full && bytes + 1 <= t.turn.limits().payloadBytes();
        return ended.status() == RunStatus.SUCCEEDED && room ? ended.output() : Optional.empty();
    }

    private void givenUp(Letter letter) {
        boolean byParent = letter instanceof Letter.GivenUp
                && t.run.facts()
                        .parent()
                        .filter(parent ->
                                parent.execution().equals(letter.slip().sender())
                                        && parent.task().equals(letter.slip().task()))
                        .isPresent();
        if (byParent && !t.run.status.isTerminal()) {
            t.abort(Optional.empty(), Optional.empty());
        }
    }
}
