package dev.stepwell.execution.journal;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.TaskLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a turn does to the rows of open tasks. Of a task that one turn opens, hands out or closes, only what is left in the end is
 * here, so that no row is touched twice.
 *
 * @param opened new rows
 * @param handedOut rows that are there and are handed out now
 * @param cancelRequested rows whose workers are to hear at their next heartbeat that they are to cancel
 * @param closed rows that go
 */
public record TaskRows(List<Opened> opened, Set<TaskRef> handedOut, Set<TaskRef> cancelRequested, Set<TaskRef> closed) {
    /**
     * An open task.
     *
     * @param line where it waits for a worker
     * @param handedOut whether somebody works on it: of a task that waits in no line, from the start
     */
    public record Opened(TaskRef task, Optional<TaskLine> line, int priority, boolean handedOut) {}

    static final TaskRows NONE = new TaskRows(List.of(), Set.of(), Set.of(), Set.of());

    static TaskRows of(List<Effect> effects) {
        Map<TaskRef, Opened> opened = new LinkedHashMap<>();
        Set<TaskRef> handedOut = new LinkedHashSet<>();
        Set<TaskRef> cancelRequested = new LinkedHashSet<>();
        Set<TaskRef> closed = new LinkedHashSet<>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.OpenTask open ->
                    opened.put(
                            open.task(),
                            new Opened(
                                    open.task(),
                                    open.activityArn().map(TaskLine::ofActivity),
                                    open.priority(),
                                    open.activityArn().isEmpty()));
                case Effect.TaskHandedOut handed -> {
                    Opened fresh = opened.get(handed.task());
                    if (fresh == null) {
                        handedOut.add(handed.task());
                    } else {
                        opened.put(handed.task(), new Opened(fresh.task(), fresh.line(), fresh.priority(), true));
                    }
                }
                case Effect.CloseTask close -> {
                    opened.remove(close.task());
                    handedOut.remove(close.task());
                    cancelRequested.remove(close.task());
                    closed.add(close.task());
                }
                case Effect.OfferActivity ignored -> {}
                case Effect.Invoke ignored -> {}
                case Effect.WakeAt ignored -> {}
                case Effect.GoOn ignored -> {}
                case Effect.Close ignored -> {}
                case Effect.Reopen ignored -> {}
                case Effect.TellParent ignored -> {}
                case Effect.GiveUpChild ignored -> {}
                case Effect.TakenIn ignored -> {}
                case Effect.StartMapRun ignored -> {}
                case Effect.StartChildren ignored -> {}
                case Effect.ReadItems ignored -> {}
                case Effect.WriteResults ignored -> {}
                case SwfEffect.OfferTask offer ->
                    opened.put(
                            offer.task(),
                            new Opened(
                                    offer.task(), Optional.of(TaskLine.ofList(offer.list())), offer.priority(), false));
                case SwfEffect.RequestTaskCancel request -> cancelRequested.add(request.task());
                case SwfEffect.StartChild ignored -> {}
                case SwfEffect.SignalExternal ignored -> {}
                case SwfEffect.RequestCancelExternal ignored -> {}
                case SwfEffect.ApplyPolicy ignored -> {}
                case SwfEffect.ForwardPolicy ignored -> {}
                case SwfEffect.NoteUnsent ignored -> {}
                case SwfEffect.Succeed ignored -> {}
            }
        }
        return new TaskRows(new ArrayList<>(opened.values()), handedOut, cancelRequested, closed);
    }

    /** Whether no row is touched. */
    public boolean isEmpty() {
        return opened.isEmpty() && handedOut.isEmpty() && cancelRequested.isEmpty() && closed.isEmpty();
    }
}
