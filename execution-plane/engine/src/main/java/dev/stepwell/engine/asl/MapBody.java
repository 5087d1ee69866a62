package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.model.Processor;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.turn.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Map in its INLINE mode: iterations are frames of the same execution. */
final class MapBody {
    private MapBody() {}

    static void begin(AslTurn t, Frame frame, State.MapState map) {
        if (map.processor() instanceof Processor.Distributed distributed) {
            MapRunBody.begin(t, frame, map, distributed);
            return;
        }
        Scope scope = t.scope(frame);
        Scope view = scope.over(map.shaping().arguments(scope));
        JsonNode items = items(map, view);
        List<Payload> list = new ArrayList<>(items.size());
        items.forEach(item -> list.add(Payload.of(item)));
        t.event(frame, new FanOutChange.MapStarted(frame.id, list, concurrency(t, map, view)));
    }

    static JsonNode items(State.MapState map, Scope view) {
        JsonNode items = map.items().evaluate(view);
        if (!items.isArray()) {
            throw new StatesException(Errors.RUNTIME, "Map state input must be an array but was: " + items);
        }
        return items;
    }

    private static int concurrency(AslTurn t, State.MapState map, Scope view) {
        int most = t.limits().openIterations();
        long wanted = concurrency(map, view);
        return wanted == 0 ? most : (int) Math.min(wanted, most);
    }

    /** What the Map says; 0 when it does not say. */
    static long concurrency(State.MapState map, Scope view) {
        Optional<Expression> wanted = map.maxConcurrency();
        if (wanted.isEmpty()) {
            return 0;
        }
        JsonNode value = wanted.get().evaluate(view);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new StatesException(Errors.RUNTIME, "MaxConcurrency is not a number of iterations: " + value);
        }
        return value.asLong();
    }

    /** Starts the next iteration, or ends the state when all are through. */
    static void goOn(AslTurn t, Frame frame, Step.Iterating iterating) {
        if (iterating.isComplete()) {
            long previous = iterating.join == 0 ? frame.last : iterating.join;
            t.event(previous, new FanOutChange.MapSucceeded(frame.id));
            return;
        }
        int index = iterating.next;
        if (index == 0) {
            checkTolerance(t, frame, (State.MapState) frame.state());
        }
        Payload item = iterating.items.get(index);
        t.event(
                frame,
                new FanOutChange.IterationStarted(frame.id, frame.stateName, index, select(t, frame, index, item)));
    }

    /** An inline Map bears no failure whatever it says; what it says must still be a number, once the state has started. */
    private static void checkTolerance(AslTurn t, Frame frame, State.MapState map) {
        Scope scope = t.scope(frame);
        Scope view = scope.over(map.shaping().arguments(scope));
        map.toleratedFailure().count().ifPresent(count -> count.evaluate(view));
        map.toleratedFailure().percentage().ifPresent(percentage -> percentage.evaluate(view));
    }

    /** What the iteration starts with: the item, or what ItemSelector makes of it. */
    private static Payload select(AslTurn t, Frame frame, int index, Payload item) {
        State.MapState map = (State.MapState) frame.state();
        if (map.itemSelector().isEmpty()) {
            return item;
        }
        Scope scope = t.scope(frame);
        ContextObject context =
                new ContextObject(t.run, frame).withItem(new ContextObject.ItemOfMap(index, item.json()));
        Scope view = scope.over(map.shaping().arguments(scope)).in(context::toJson);
        return Stepper.limited(t, frame, item.with(map.itemSelector().get().evaluate(view)));
    }
}
