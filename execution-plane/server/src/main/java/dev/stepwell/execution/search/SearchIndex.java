package dev.stepwell.execution.search;

import com.google.protobuf.ByteString;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.execution.ports.Survey.Wanted;
import dev.stepwell.execution.search.SearchSettings.Setting;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The index, and what else only tables beside the executions' own tell. Every method may throw {@link dev.stepwell.execution.ports.StoreException}, but for {@link #isNoted}. */
public interface SearchIndex {
    /** There is nothing in it, and nothing ever gets into it. */
    SearchIndex NONE = new SearchIndex() {
        @Override
        public boolean isNoted(TenantId tenant, StartFacts facts) {
            return false;
        }

        @Override
        public int indexSome(Reader reader, int most) {
            return 0;
        }

        @Override
        public Standing standing(TenantId tenant) {
            return new Standing(0, Instant.EPOCH);
        }

        @Override
        public Page search(TenantId tenant, Wanted wanted, Sought sought, Optional<After> after, int limit) {
            return new Page(List.of(), Optional.empty());
        }

        @Override
        public Counts count(TenantId tenant, Wanted wanted, Sought sought) {
            return new Counts(Map.of(), false);
        }
    };

    /** Whether turns of such an execution are noted, as far as this node knows; never waits. */
    boolean isNoted(TenantId tenant, StartFacts facts);

    /**
     * Brings the index up to date with some of the turns that are noted, those that wait longest first. What another node has at hand is left to
     * it; what cannot be read is left for later.
     *
     * @return how many turns were dealt with; fewer than {@code most} when nothing more is to be had at this moment
     */
    int indexSome(Reader reader, int most);

    /** How far it has come. */
    Standing standing(TenantId tenant);

    /** A page of executions that are wanted and sought, newest first. */
    Page search(TenantId tenant, Wanted wanted, Sought sought, Optional<After> after, int limit);

    /** How many there are by their status. */
    Counts count(TenantId tenant, Wanted wanted, Sought sought);

    /** Reads off an execution what goes into the index. */
    @FunctionalInterface
    interface Reader {
        /** What the setting wants of it as it is. */
        Entry entry(ExecutionRow row, Setting setting);
    }

    /**
     * What the index has of an execution.
     *
     * @param attributes values by names, see {@link IndexValue}
     * @param words none: its words are not wanted
     */
    record Entry(Map<String, ByteString> attributes, Optional<Set<String>> words) {}

    /**
     * How far the index has come.
     *
     * @param waiting turns that are not in it; those beyond 10,000 are not counted
     * @param until all that was committed before that time is in it
     */
    record Standing(long waiting, Instant until) {}

    /**
     * A page.
     *
     * @param next where the next one begins; none after the last
     */
    record Page(List<Found> found, Optional<After> next) {}

    /**
     * Counts.
     *
     * @param truncated whether there may be more
     */
    record Counts(Map<RunStatus, Long> byStatus, boolean truncated) {}

    /**
     * What is asked beyond what an execution's own row tells: all of it must be so.
     *
     * @param activity whose worker it waits for
     * @param answer whether it waits for an answer from outside to a task
     */
    record Sought(List<Condition> attributes, List<Word> words, Optional<String> activity, boolean answer) {
        /** Whether nothing is asked. */
        public boolean isNothing() {
            return attributes.isEmpty() && words.isEmpty() && activity.isEmpty() && !answer;
        }
    }

    /**
     * What an attribute must be like: one of some values, or within a range.
     *
     * @param anyOf none: the range counts
     */
    record Condition(String name, List<ByteString> anyOf, Range range) {}

    /** Values from the first on, before the second. */
    record Range(ByteString from, ByteString until) {}

    /** A word, or how words begin. */
    record Word(String text, boolean prefix) {}
}
