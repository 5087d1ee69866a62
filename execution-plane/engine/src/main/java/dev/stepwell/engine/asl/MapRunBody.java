package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.model.ItemParts;
import dev.stepwell.asl.model.Processor;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.maprun.Labels;
import dev.stepwell.engine.maprun.MapOrder;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Map in its DISTRIBUTED mode: a map run, which is an execution of its own, does the work and tells how it ended. */
final class MapRunBody {
    private MapRunBody() {}

    static void begin(AslTurn t, Frame frame, State.MapState map, Processor.Distributed distributed) {
        Scope scope = t.scope(frame);
        Scope view = scope.over(map.shaping().arguments(scope));
        Optional<JsonNode> items =
                distributed.parts().reader().isPresent() ? Optional.empty() : Optional.of(MapBody.items(map, view));
        t.event(
                frame,
                new FanOutChange.MapDistributed(
                        frame.id,
                        items.map(Payload::of),
                        items.map(JsonNode::size).orElse(0),
                        (int) MapBody.concurrency(map, view)));
    }

    /** Says what the map run is to do. What cannot be evaluated now fails the state after its MapStateStarted (recorded from AWS). */
    static void start(AslTurn t, Frame frame, Step.Distributing distributing) {
        State.MapState map = (State.MapState) frame.state();
        Processor.Distributed distributed = (Processor.Distributed) map.processor();
        StartFacts facts = t.run.facts();
        Scope scope = t.scope(frame);
        Scope view = scope.over(map.shaping().arguments(scope));
        ItemParts parts = distributed.parts();
        MapOrder order = new MapOrder(
                distributing.items().map(Payload::json),
                parts.reader().map(reader -> reader(reader, view)),
                parts.batcher().map(batcher -> batcher(batcher, view)),
                parts.writer().map(writer -> writer(writer, view)),
                new MapOrder.Bounds(
                        distributing.maxConcurrency(),
                        whole(map.toleratedFailure().count(), view),
                        map.toleratedFailure()
                                .percentage()
                                .map(percentage -> percentage.evaluate(view).doubleValue())
                                .orElse(0.0)),
                map.itemSelector().map(selector -> selection(t, frame, view)));
        String arn = Labels.mapRunArn(facts, map, uuid(t.random()));
        Payload payload = order.toPayload();
        TaskRef task = new TaskRef(t.run.lastEvent + 1, t.run.generation);
        t.event(frame, new FanOutChange.MapRunStarted(frame.id, arn, payload));
        t.effect(new Effect.StartMapRun(task, arn, payload, t.turn.now()));
    }

    /** What a node that takes the execution over has to do for a map run that may not have been started yet. */
    static Effect pending(Step.Mapping mapping) {
        return new Effect.StartMapRun(mapping.task(), mapping.mapRunArn(), mapping.order(), mapping.began());
    }

    /** The end of the run as an event. */
    static FanOutChange endOf(Frame frame, Letter.ChildEnded run) {
        return run.status() == RunStatus.SUCCEEDED
                ? new FanOutChange.MapRunSucceeded(frame.id, run.output().orElseThrow())
                : new FanOutChange.MapRunFailed(frame.id, run.error(), run.cause());
    }

    private static MapOrder.Reader reader(ItemParts.Reader reader, Scope view) {
        return new MapOrder.Reader(
                reader.resource(),
                evaluated(reader.arguments(), view),
                reader.config(),
                whole(reader.maxItems(), view));
    }

    private static MapOrder.Batcher batcher(ItemParts.Batcher batcher, Scope view) {
        return new MapOrder.Batcher(
                whole(batcher.mostItems(), view),
                whole(batcher.mostBytes(), view),
                batcher.batchInput().map(input -> input.evaluate(view)));
    }

    private static MapOrder.Writer writer(ItemParts.Writer writer, Scope view) {
        return new MapOrder.Writer(writer.resource(), evaluated(writer.arguments(), view), writer.config());
    }

    /** What an ItemSelector may read. */
    private static MapOrder.Selection selection(AslTurn t, Frame frame, Scope view) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        view.variables().forEach(variables::set);
        return new MapOrder.Selection(view.input(), new ContextObject(t.run, frame).toJson(), variables);
    }

    private static JsonNode evaluated(Optional<Expression> arguments, Scope view) {
        return arguments.map(expression -> expression.evaluate(view)).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static long whole(Optional<Expression> expression, Scope view) {
        return expression.map(e -> e.evaluate(view).asLong()).orElse(0L);
    }

    private static UUID uuid(RandomGenerator random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
