package dev.stepwell.execution.pauses;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.pauses.PauseBook.Machine;
import dev.stepwell.execution.pauses.PauseBook.Pause;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.sweeps.Sweep;
import dev.stepwell.execution.turns.Holds;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The paused machines as this node knows them: it looks once a second, so that no start asks the store. */
public final class PausedMachines implements Holds, AutoCloseable {
    /** After so long every node knows: what it has begun before is found among what runs. */
    static final Duration KNOWN = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final PauseBook book;
    private final Sweep looks;
    private volatile Map<Place, Pause> paused = Map.of();

    private record Place(TenantId tenant, Machine machine) {}

    /** Knows none until {@link #start}. */
    public PausedMachines(PauseBook book, Clock clock) {
        this.book = book;
        this.looks = new Sweep("paused machines are as they were known last", LOOK, clock, this::look);
    }

    /** Looks, and begins to look. */
    public void start() {
        looks.now();
        looks.start();
    }

    /** Something was changed by this node. */
    void changed() {
        look();
    }

    private boolean look() {
        paused = book.paused().stream()
                .collect(Collectors.toMap(each -> new Place(each.tenant(), each.machine()), PauseBook.Paused::pause));
        return false;
    }

    @Override
    public Optional<Input.Pause> of(TenantId tenant, StartFacts facts) {
        if (paused.isEmpty()
                || facts.isExpress()
                || facts.isMapRun()
                || facts.mapChild().isPresent()) {
            return Optional.empty();
        }
        Machine machine = new Machine(facts.region(), facts.stateMachineName());
        return Optional.ofNullable(paused.get(new Place(tenant, machine))).map(PausedMachines::input);
    }

    static Input.Pause input(Pause pause) {
        return new Input.Pause(0, Optional.of(pause.by()), pause.reason(), true);
    }

    @Override
    public void close() {
        looks.close();
    }
}
