package dev.stepwell.execution.bulk;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.bulk.BulkBook.Batch;
import dev.stepwell.execution.bulk.BulkBook.Decision;
import dev.stepwell.execution.bulk.BulkBook.Item;
import dev.stepwell.execution.bulk.BulkBook.Operation;
import dev.stepwell.execution.bulk.BulkBook.Result;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.execution.sweeps.Sweep;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.Region;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Treats the items of operations: looks four times a second which have some due. Every node does, and each operation is at one at a time; when
 * that one dies, another goes on with it. An item that was tried and not noted is tried again: what was stopped, paused or resumed
 * before stays so, and a redrive or a fork under the operation's token happens once.
 */
public final class BulkRunner implements AutoCloseable {
    private static final Logger LOG = System.getLogger(BulkRunner.class.getName());
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration FORGETTING = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(30);

    /** Longer than a batch may take: whoever dies over one leaves it to others after that. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int OPERATIONS_AT_ONCE = 20;

    /** Attempts at an item while the service does not come to it. */
    private static final int MOST_ATTEMPTS = 10;

    private static final Duration REST = Duration.ofSeconds(1);
    private static final Set<String> PASSING = Set.of("ServiceUnavailable", "ThrottlingException", "InternalFailure");

    private final BulkBook book;
    private final Survey survey;
    private final Deeds deeds;
    private final Clock clock;
    private final Executor threads;
    private final Sweep sweep;
    private final Sweep forgetting;
    private volatile boolean closed;

    /** Does nothing until {@link #start}. */
    BulkRunner(BulkBook book, Survey survey, ActionTable actions, Clock clock, Executor threads) {
        this.book = book;
        this.survey = survey;
        this.deeds = new Deeds(actions);
        this.clock = clock;
        this.threads = threads;
        this.sweep = new Sweep("bulk operations wait", LOOK, clock, this::step);
        this.forgetting = new Sweep(
                "old bulk operations are kept a little longer",
                FORGETTING,
                clock,
                () -> book.forgetSome(clock.now().minus(KEPT)) > 0);
    }

    /** Begins to look. */
    public void start() {
        sweep.start();
        forgetting.start();
    }

    private boolean step() {
        List<Batch> batches = book.take(OPERATIONS_AT_ONCE, PATIENCE);
        batches.forEach(batch -> threads.execute(() -> treat(batch)));
        return batches.size() == OPERATIONS_AT_ONCE;
    }

    private void treat(Batch batch) {
        Instant began = clock.now();
        try {
            Map<ExecutionId, RunStatus> statuses =
                    survey
                            .these(
                                    batch.tenant(),
                                    batch.items().stream().map(Item::execution).toList())
                            .stream()
                            .collect(Collectors.toMap(found -> found.key().id(), Found::status));
            List<CompletableFuture<Decision>> decisions = batch.items().stream()
                    .map(item -> CompletableFuture.supplyAsync(
                            () -> decide(batch, item, Optional.ofNullable(statuses.get(item.execution()))), threads))
                    .toList();
            List<Decision> all = decisions.stream().map(CompletableFuture::join).toList();
            boolean rests = all.stream().anyMatch(decision -> decision.result() == Result.PENDING);
            Duration share = Duration.ofMillis(
                    1_000L * batch.items().size() / batch.operation().rate());
            Duration left = share.minus(Duration.between(began, clock.now()));
            book.decided(
                    batch.tenant(),
                    batch.operation().id(),
                    all.stream()
                            .filter(decision -> decision.result() != Result.PENDING)
                            .toList(),
                    rests ? REST : left.isNegative() ? Duration.ZERO : left);
        } catch (StoreException e) {
            LOG.log(
                    Level.WARNING,
                    "bulk operation {0} is gone on with later: {1}",
                    batch.operation().id(),
                    e.toString());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "bulk operation " + batch.operation().id(), e);
        }
    }

    /** PENDING: it is to be tried again. */
    private Decision decide(Batch batch, Item item, Optional<RunStatus> status) {
        boolean ended = status.filter(RunStatus::isTerminal).isPresent();
        Deed deed = batch.operation().deed();
        if (deed.isOfOpenOnes() && ended) {
            boolean byUs = deed instanceof Deed.Stop && item.attempts() > 1 && status.get() == RunStatus.ABORTED;
            return new Decision(item.ord(), byUs ? Result.DONE : Result.SKIPPED);
        }
        try {
            return new Decision(item.ord(), Result.DONE, Optional.empty(), ask(batch, item));
        } catch (Fault fault) {
            return refused(item, fault);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "an execution of bulk operation " + batch.operation().id(),
                    e);
            return refused(item, Faults.internal());
        }
    }

    private Decision refused(Item item, Fault fault) {
        boolean again = PASSING.contains(fault.error()) && (closed || item.attempts() < MOST_ATTEMPTS);
        return new Decision(
                item.ord(),
                again ? Result.PENDING : Result.FAILED,
                Optional.of(fault.error() + ": " + fault.text()),
                Optional.empty());
    }

    private Optional<String> ask(Batch batch, Item item) {
        Operation operation = batch.operation();
        Caller caller = new Caller(
                batch.tenant(),
                new AccountId(operation.account()),
                new Region(operation.region()),
                operation.principal(),
                Set.of(),
                operation.id().toString());
        return deeds.to(caller, operation.deed(), item.arn(), operation.id().toString());
    }

    @Override
    public void close() {
        closed = true;
        sweep.close();
        forgetting.close();
    }
}
