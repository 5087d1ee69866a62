package dev.stepwell.engine.maprun;

import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.model.Flow;
import dev.stepwell.asl.model.Processor;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.turn.StartFacts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What distributed Maps are called: by their Label, and without one by a name that follows from the revision and the state. */
public final class Labels {
    private Labels() {}

    /** The label of a Map. */
    static String of(String revisionId, State.MapState map) {
        String otherwise = UUID.nameUUIDFromBytes((revisionId + "\n" + map.name()).getBytes(StandardCharsets.UTF_8))
                .toString();
        return distributed(map).flatMap(Processor.Distributed::label).orElse(otherwise);
    }

    /** The ARN of a run of a Map of an execution. */
    public static String mapRunArn(StartFacts parent, State.MapState map, UUID uuid) {
        String arn = parent.executionArn();
        String account = arn.substring(0, arn.indexOf(':', arn.indexOf(':', 15) + 1) + 1);
        return account + "mapRun:" + machine(parent.stateMachineName()) + "/" + of(parent.revisionId(), map) + ":"
                + uuid;
    }

    /**
     * The Map of a definition that has this label.
     *
     * @param machineAndLabel such as {@code Orders/packing}
     */
    public static Optional<State.MapState> find(Definition definition, String revisionId, String machineAndLabel) {
        String label = machineAndLabel.substring(machineAndLabel.indexOf('/') + 1);
        return maps(definition.flow())
                .filter(map -> of(revisionId, map).equals(label))
                .findFirst();
    }

    /** The machine without the label of a Map: children of map runs have map runs of the same machine. */
    private static String machine(String machineAndLabel) {
        int slash = machineAndLabel.indexOf('/');
        return slash < 0 ? machineAndLabel : machineAndLabel.substring(0, slash);
    }

    private static Stream<State.MapState> maps(Flow flow) {
        return flow.states().values().stream().flatMap(Labels::maps);
    }

    private static Stream<State.MapState> maps(State state) {
        Stream<State.MapState> itself =
                state instanceof State.MapState map && distributed(map).isPresent() ? Stream.of(map) : Stream.empty();
        return Stream.concat(itself, Flow.inside(state).stream().flatMap(Labels::maps));
    }

    private static Optional<Processor.Distributed> distributed(State.MapState map) {
        return switch (map.processor()) {
            case Processor.Distributed distributed -> Optional.of(distributed);
            case Processor.Inline ignored -> Optional.empty();
        };
    }
}
