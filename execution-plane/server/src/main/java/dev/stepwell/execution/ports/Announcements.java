package dev.stepwell.execution.ports;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.List;

/**
 * Turns of which somebody outside is to be told: they are noted by their own commits where the store has been told to. Every method may
 * throw {@link StoreException}.
 */
public interface Announcements {
    /** Nothing is ever noted. */
    Announcements NONE = new Announcements() {
        @Override
        public boolean isNoted(TenantId tenant) {
            return false;
        }

        @Override
        public List<Noted> take(int most) {
            return List.of();
        }

        @Override
        public void done(List<Place> told) {}
    };

    /** How long it is tried to tell; AWS's EventBridge goes on as long. */
    Duration PATIENCE = Duration.ofHours(24);

    /** The longest pause between two attempts. */
    Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** Whether turns of that tenant are noted, as far as this node knows; never waits. */
    boolean isNoted(TenantId tenant);

    /**
     * Takes some that are due, those that wait longest first, for an attempt each. They are due again after a pause that grows with the
     * attempts, unless they are {@link #done} before: whoever has them told may die over it. Those older than {@link #PATIENCE} are
     * given up.
     */
    List<Noted> take(int most);

    /** These need not be told any more. */
    void done(List<Place> told);

    /** A turn. */
    record Place(ExecutionKey key, long firstSeq) {}

    /**
     * A turn that is to be told of.
     *
     * @param row the execution as it stands now
     * @param records the turn's
     */
    record Noted(Place place, ExecutionRow row, List<JournalRecord> records) {}
}
