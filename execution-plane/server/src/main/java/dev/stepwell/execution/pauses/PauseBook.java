package dev.stepwell.execution.pauses;

import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which machines are paused, and how far their executions have been told. Every method may throw {@link dev.stepwell.execution.ports.StoreException}. */
public interface PauseBook {
    /** None is, and none can be. */
    PauseBook NONE = new PauseBook() {
        @Override
        public Instant pause(TenantId tenant, Machine machine, Pause pause) {
            throw new UnsupportedOperationException("nothing is written down here");
        }

        @Override
        public void resume(TenantId tenant, Machine machine) {}

        @Override
        public Optional<Standing> find(TenantId tenant, Machine machine) {
            return Optional.empty();
        }

        @Override
        public List<Paused> paused() {
            return List.of();
        }

        @Override
        public List<Pass> take(int most, Duration patience) {
            return List.of();
        }

        @Override
        public void told(Pass pass, Optional<After> last, Duration rest) {}
    };

    /**
     * Writes a machine down as paused, unless it is; one that is about to go on is paused anew.
     *
     * @return since when it is
     */
    Instant pause(TenantId tenant, Machine machine, Pause pause);

    /** Has a machine go on, if it is paused. */
    void resume(TenantId tenant, Machine machine);

    /** How a machine stands, if it is or was paused and not all have been told yet. */
    Optional<Standing> find(TenantId tenant, Machine machine);

    /** All machines that are paused, of all tenants. */
    List<Paused> paused();

    /** Takes passes of which some more is due, those that wait longest first. They are due again after {@code patience}, unless it is {@link #told} before. */
    List<Pass> take(int most, Duration patience);

    /**
     * Some executions have been told, if the machine was neither paused nor resumed since. After the last one of the last pass, a machine that
     * goes on is forgotten.
     *
     * @param last the one that was told last; none when the pass is over
     * @param rest how long until the next pass, if one is left
     */
    void told(Pass pass, Optional<After> last, Duration rest);

    /**
     * A machine of a tenant.
     *
     * @param region where it lives
     * @param name what it is called
     */
    record Machine(String region, String name) {}

    /**
     * A pause.
     *
     * @param by who asked for it
     * @param reason why, in that one's words
     */
    record Pause(String by, Optional<String> reason) {}

    /** A machine that is paused. */
    record Paused(TenantId tenant, Machine machine, Pause pause) {}

    /**
     * How a machine stands.
     *
     * @param since when it was paused
     * @param goesOn whether it is resumed
     * @param allTold whether all its executions have been told
     */
    record Standing(Pause pause, Instant since, boolean goesOn, boolean allTold) {}

    /**
     * A pass over the running executions of a machine.
     *
     * @param goesOn whether they are to go on, or to be paused
     * @param round which of the pauses and resumptions it belongs to
     * @param last the execution that was told last
     */
    record Pass(TenantId tenant, Machine machine, Pause pause, boolean goesOn, long round, Optional<After> last) {}
}
