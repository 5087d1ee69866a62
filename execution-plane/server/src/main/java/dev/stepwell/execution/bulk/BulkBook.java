package dev.stepwell.execution.bulk;

import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Bulk operations with their items. Every method may throw {@link dev.stepwell.execution.ports.StoreException}. */
public interface BulkBook {
    /** There are none, and there can be none. */
    BulkBook NONE = new BulkBook() {
        @Override
        public Map<String, ExecutionId> named(TenantId tenant, List<Name> names) {
            return Map.of();
        }

        @Override
        public boolean add(TenantId tenant, Operation operation, List<Member> members, int most) {
            return false;
        }

        @Override
        public Optional<Operation> find(TenantId tenant, String region, UUID operation) {
            return Optional.empty();
        }

        @Override
        public List<Operation> last(TenantId tenant, String region, int most) {
            return List.of();
        }

        @Override
        public List<Item> items(TenantId tenant, UUID operation, Optional<Result> result, int after, int limit) {
            return List.of();
        }

        @Override
        public void cancel(TenantId tenant, UUID operation) {}

        @Override
        public List<Batch> take(int most, Duration patience) {
            return List.of();
        }

        @Override
        public void decided(TenantId tenant, UUID operation, List<Decision> decisions, Duration pause) {}

        @Override
        public int forgetSome(Instant before) {
            return 0;
        }
    };

    /** The executions of these names, by their ARNs; those that are not there are left out. */
    Map<String, ExecutionId> named(TenantId tenant, List<Name> names);

    /** Writes an operation and its set down, unless as many as {@code most} of the tenant's are under way; answers whether it did. */
    boolean add(TenantId tenant, Operation operation, List<Member> members, int most);

    /** An operation of a region. */
    Optional<Operation> find(TenantId tenant, String region, UUID operation);

    /** Operations of a region, the newest first. */
    List<Operation> last(TenantId tenant, String region, int most);

    /** Items of an operation in their order, behind a place, of which this came if it matters. */
    List<Item> items(TenantId tenant, UUID operation, Optional<Result> result, int after, int limit);

    /** Has the rest of an operation left alone, if it is under way. */
    void cancel(TenantId tenant, UUID operation);

    /**
     * Takes operations of which some more is due, those that wait longest first, each with its next items: as many as a quarter of a second is
     * for. They are due again after {@code patience}, unless it is told {@link #decided} before.
     */
    List<Batch> take(int most, Duration patience);

    /** What came of items; the next ones are due after the pause. An item that was decided before stays as it was. */
    void decided(TenantId tenant, UUID operation, List<Decision> decisions, Duration pause);

    /** Forgets some operations that ended before a time; answers how many, 0 when there are none. */
    int forgetSome(Instant before);

    /** How an operation stands. */
    enum Status {
        RUNNING,
        COMPLETED,
        CANCELED
    }

    /** What came of an item. */
    enum Result {
        PENDING,
        DONE,
        SKIPPED,
        FAILED
    }

    /** What an execution is found by. */
    record Name(String arn, String region, String machine, String name) {}

    /** An execution of the set. */
    record Member(ExecutionId execution, String arn) {}

    /**
     * An operation.
     *
     * @param principal the key that started it
     * @param deed what is done to each
     * @param rate items a second at most
     */
    record Operation(
            UUID id,
            String region,
            String account,
            String principal,
            Deed deed,
            int rate,
            Status status,
            Counts counts,
            Instant createdAt,
            Optional<Instant> endedAt) {}

    /** Items by what came of them. */
    record Counts(int total, int done, int skipped, int failed) {
        /** Of which nothing came yet. */
        public int pending() {
            return total - done - skipped - failed;
        }
    }

    /**
     * An item.
     *
     * @param ord its place
     * @param attempts how often it was taken
     * @param reason why it failed
     * @param made the ARN of the execution that was made of it
     */
    record Item(
            int ord,
            ExecutionId execution,
            String arn,
            int attempts,
            Result result,
            Optional<String> reason,
            Optional<String> made,
            Optional<Instant> decidedAt) {}

    /** Items to be treated. */
    record Batch(TenantId tenant, Operation operation, List<Item> items) {}

    /**
     * What came of an item.
     *
     * @param reason why it failed
     * @param made the ARN of the execution that was made of it
     */
    record Decision(int ord, Result result, Optional<String> reason, Optional<String> made) {
        /** That came of it, and nothing more is to be said. */
        Decision(int ord, Result result) {
            this(ord, result, Optional.empty(), Optional.empty());
        }
    }
}
