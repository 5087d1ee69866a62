package dev.stepwell.engine.maprun;

import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.MapRunChange.Batch;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine of map runs: reads items, makes them into inputs, has children started, and counts how they end. */
public final class MapRunMachine implements Machine<MapRun> {
    /** The most children that run at once, whatever the Map says (developer guide, "Quotas"). */
    private static final int MOST_RUNNING = 10_000;

    /** How many children may have an input and wait for others to end. */
    private static final int MOST_WAITING = 1_000;

    /** How many items one record holds. */
    private static final int MOST_READ = 1_000;

    @Override
    public MapRun apply(MapRun run, JournalRecord record) {
        MapRunFold.apply(run, record);
        return run;
    }

    @Override
    public Outcome<MapRun> handle(MapRun run, List<Input> inputs, Turn turn) {
        MapRunTurn t = new MapRunTurn(run, turn);
        Arrivals arrivals = new Arrivals(t);
        inputs.forEach(arrivals::take);
        while (canGoOn(run)) {
            if (t.isFull()) {
                t.effect(new Effect.GoOn());
                break;
            }
            step(t);
        }
        reading(run).ifPresent(t::effect);
        writing(run).ifPresent(t::effect);
        return t.outcome();
    }

    @Override
    public List<Effect> pending(MapRun run, Turn turn) {
        List<Effect> effects = new ArrayList<>();
        if (run.status.isTerminal() || run.seq == 0) {
            return effects;
        }
        if (run.executions.running > 0) {
            effects.add(starting(run, 0));
        }
        reading(run).ifPresent(effects::add);
        writing(run).ifPresent(effects::add);
        if (canGoOn(run)) {
            effects.add(new Effect.GoOn());
        }
        return effects;
    }

    /** The task of the run that a child is, from which its id follows. */
    public static TaskRef taskOf(int child) {
        return MapRunTurn.taskOf(child);
    }

    private static boolean canGoOn(MapRun run) {
        if (run.status.isTerminal() || run.seq == 0 || run.pausedAt != null) {
            return false;
        }
        return Tolerance.isExceeded(run)
                || room(run) > 0
                || wantsOwnItems(run)
                || (isThrough(run) && !awaitsWriter(run));
    }

    private static void step(MapRunTurn t) {
        MapRun run = t.run;
        if (Tolerance.isExceeded(run)) {
            t.fail(Tolerance.ERROR, Tolerance.CAUSE);
        } else if (room(run) > 0) {
            int from = run.started;
            t.append(new MapRunChange.ChildrenStarted(from + room(run)));
            t.effect(starting(run, from));
        } else if (wantsOwnItems(run)) {
            readOwn(t);
        } else {
            succeed(t);
        }
    }

    /** How many children may be started now. */
    private static int room(MapRun run) {
        int most = run.maxConcurrency == 0 ? MOST_RUNNING : Math.min(run.maxConcurrency, MOST_RUNNING);
        long room = Math.min(most - run.executions.running, run.prepared - run.started);
        return (int) Math.max(0, room);
    }

    private static boolean isThrough(MapRun run) {
        return run.allRead && run.children.isEmpty();
    }

    /** Whether all there is to do is to write the results down. */
    static boolean awaitsWriter(MapRun run) {
        return !run.status.isTerminal()
                && run.seq > 0
                && isThrough(run)
                && writer(run).isPresent();
    }

    private static Optional<MapOrder.Writer> writer(MapRun run) {
        return run.order().writer().filter(writer -> writer.resource().isPresent());
    }

    /** Asking twice writes the same twice. */
    private static Optional<Effect> writing(MapRun run) {
        return run.pausedAt == null && awaitsWriter(run)
                ? writer(run).map(writer -> new Effect.WriteResults(writer.toPayload(), run.prepared, run.startedAt))
                : Optional.empty();
    }

    private static boolean wantsItems(MapRun run) {
        return !run.status.isTerminal() && run.seq > 0 && !run.allRead && run.prepared - run.started < MOST_WAITING;
    }

    private static boolean wantsOwnItems(MapRun run) {
        return wantsItems(run) && run.order().items().isPresent();
    }

    /** What has to be read from outside; asking twice for the same is harmless. */
    private static Optional<Effect> reading(MapRun run) {
        return run.pausedAt == null && wantsItems(run)
                ? run.order().reader().map(reader -> new Effect.ReadItems(reader.toPayload(), run.cursor, most(run)))
                : Optional.empty();
    }

    private static int most(MapRun run) {
        long all = run.order().reader().map(MapOrder.Reader::maxItems).orElse(0L);
        return all == 0 ? MOST_READ : (int) Math.min(MOST_READ, all - run.read);
    }

    /** Takes the next items out of the order itself: the cursor is the number of the first. */
    private static void readOwn(MapRunTurn t) {
        var all = t.run.order().items().orElseThrow();
        int from = (int) t.run.read;
        int until = Math.min(all.size(), from + MOST_READ);
        List<Payload> items = new ArrayList<>();
        for (int i = from; i < until; i++) {
            items.add(Payload.of(all.get(i)));
        }
        take(t, items, String.valueOf(until), until == all.size());
    }

    /** Makes items into inputs of children. */
    static void take(MapRunTurn t, List<Payload> items, String cursor, boolean last) {
        try {
            t.append(new ItemIntake(t).read(items, cursor, last));
        } catch (StatesException failure) {
            t.fail(failure.error(), failure.causeText());
        }
    }

    private static Effect starting(MapRun run, int from) {
        List<Effect.StartChildren.Child> children = new ArrayList<>();
        for (Map.Entry<Integer, Batch> child :
                run.children.subMap(from, run.started).entrySet()) {
            children.add(new Effect.StartChildren.Child(
                    MapRunTurn.taskOf(child.getKey()),
                    child.getValue().input(),
                    child.getValue().items()));
        }
        return new Effect.StartChildren(children, run.isExpress(), run.startedAt);
    }

    private static void succeed(MapRunTurn t) {
        if (t.run.full) {
            t.fail(
                    "States.DataLimitExceeded",
                    "The state/task '" + t.run.map.name()
                            + "' returned a result with a size exceeding the maximum number of bytes service limit.");
            return;
        }
        boolean flat = t.run.order()
                .writer()
                .filter(writer ->
                        writer.config().path("Transformation").asText().equals("FLATTEN"))
                .isPresent();
        List<Payload> outputs = new ArrayList<>();
        for (Payload output : t.run.outputs.values()) {
            if (flat && output.json().isArray()) {
                output.json().forEach(element -> outputs.add(Payload.of(element)));
            } else {
                outputs.add(output);
            }
        }
        t.succeed(Payload.array(outputs));
    }
}
