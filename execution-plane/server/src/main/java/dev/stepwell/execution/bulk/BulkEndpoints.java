package dev.stepwell.execution.bulk;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.BulkCounts;
import dev.stepwell.contracts.platform.v1.BulkItem;
import dev.stepwell.contracts.platform.v1.BulkOperation;
import dev.stepwell.contracts.platform.v1.CancelBulkOperationRequest;
import dev.stepwell.contracts.platform.v1.CancelBulkOperationResponse;
import dev.stepwell.contracts.platform.v1.DescribeBulkOperationRequest;
import dev.stepwell.contracts.platform.v1.DescribeBulkOperationResponse;
import dev.stepwell.contracts.platform.v1.ListBulkOperationItemsRequest;
import dev.stepwell.contracts.platform.v1.ListBulkOperationItemsResponse;
import dev.stepwell.contracts.platform.v1.ListBulkOperationsRequest;
import dev.stepwell.contracts.platform.v1.ListBulkOperationsResponse;
import dev.stepwell.contracts.platform.v1.StartBulkOperationRequest;
import dev.stepwell.contracts.platform.v1.StartBulkOperationResponse;
import dev.stepwell.execution.bulk.BulkBook.Counts;
import dev.stepwell.execution.bulk.BulkBook.Item;
import dev.stepwell.execution.bulk.BulkBook.Operation;
import dev.stepwell.execution.bulk.BulkBook.Result;
import dev.stepwell.execution.bulk.BulkBook.Status;
import dev.stepwell.execution.bulk.BulkSets.Frozen;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.observation.Finder;
import dev.stepwell.execution.observation.Summaries;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.names.Uuid7;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/** Starts bulk operations, shows and cancels them. */
public final class BulkEndpoints {
    /** Operations of a tenant that may be under way at once. */
    private static final int MOST = 5;

    private static final int SHOWN = 100;
    private static final int USUAL_PAGE = 100;
    private static final int USUAL_RATE = 10;

    private final BulkBook book;
    private final Survey survey;
    private final BulkSets sets;
    private final Clock clock;
    private final Rng rng;
    private final PageTokens tokens;

    /** Endpoints in front of a book. */
    public BulkEndpoints(BulkBook book, Finder finder, Survey survey, Ports ports, PageTokens tokens) {
        this.book = book;
        this.survey = survey;
        this.sets = new BulkSets(finder, survey, book);
        this.clock = ports.clock();
        this.rng = ports.rng();
        this.tokens = tokens;
    }

    /**
     * Who treats the items; does nothing until it is started.
     *
     * @param actions has the single actions
     */
    public BulkRunner runner(ActionTable actions, Executor threads) {
        return new BulkRunner(book, survey, actions, clock, threads);
    }

    /** The public actions, by their names in the contract. */
    public ActionTable actions() {
        return ActionTable.builder()
                .add("StartBulkOperation", StartBulkOperationRequest.class, this::start)
                .add("DescribeBulkOperation", DescribeBulkOperationRequest.class, this::describe)
                .add("ListBulkOperations", ListBulkOperationsRequest.class, this::list)
                .add("ListBulkOperationItems", ListBulkOperationItemsRequest.class, this::items)
                .add("CancelBulkOperation", CancelBulkOperationRequest.class, this::cancel)
                .build();
    }

    private StartBulkOperationResponse start(Caller caller, StartBulkOperationRequest request) {
        Deed deed = Deeds.of(request);
        Frozen set = sets.of(caller, request);
        StartBulkOperationResponse.Builder answer = StartBulkOperationResponse.newBuilder()
                .setItemCount(set.members().size());
        set.first().forEach(found -> answer.addPreview(Summaries.of(found)));
        if (request.getDryRun()) {
            return answer.build();
        }
        Instant now = clock.now();
        boolean empty = set.members().isEmpty();
        Operation operation = new Operation(
                Uuid7.make(now.toEpochMilli(), rng.generator()),
                caller.region().value(),
                caller.account().value(),
                caller.principal(),
                deed,
                request.hasRatePerSecond() ? request.getRatePerSecond() : USUAL_RATE,
                empty ? Status.COMPLETED : Status.RUNNING,
                new Counts(set.members().size(), 0, 0, 0),
                now,
                empty ? Optional.of(now) : Optional.empty());
        if (!Waits.read(() -> book.add(caller.tenant(), operation, set.members(), MOST))) {
            throw new Fault(
                    "ServiceQuotaExceededException",
                    "The limit of " + MOST + " bulk operations at once has been reached.");
        }
        return answer.setOperationId(operation.id().toString()).build();
    }

    private DescribeBulkOperationResponse describe(Caller caller, DescribeBulkOperationRequest request) {
        return DescribeBulkOperationResponse.newBuilder()
                .setOperation(print(require(caller, request.getOperationId())))
                .build();
    }

    private ListBulkOperationsResponse list(Caller caller, ListBulkOperationsRequest request) {
        ListBulkOperationsResponse.Builder answer = ListBulkOperationsResponse.newBuilder();
        Waits.read(() -> book.last(caller.tenant(), caller.region().value(), SHOWN))
                .forEach(operation -> answer.addOperations(print(operation)));
        return answer.build();
    }

    private ListBulkOperationItemsResponse items(Caller caller, ListBulkOperationItemsRequest request) {
        Operation operation = require(caller, request.getOperationId());
        Optional<Result> result =
                request.hasResult() ? Optional.of(Result.valueOf(request.getResult())) : Optional.empty();
        String query = "ListBulkOperationItems\n" + operation.id() + "\n" + result;
        int after = request.hasNextToken() ? open(caller, query, request.getNextToken()) : -1;
        int page = request.getMaxResults() == 0 ? USUAL_PAGE : request.getMaxResults();
        List<Item> items = Waits.read(() -> book.items(caller.tenant(), operation.id(), result, after, page + 1));
        ListBulkOperationItemsResponse.Builder answer = ListBulkOperationItemsResponse.newBuilder();
        items.stream().limit(page).forEach(item -> answer.addItems(print(item)));
        if (items.size() > page) {
            byte[] cursor = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(items.get(page - 1).ord())
                    .array();
            answer.setNextToken(tokens.seal(caller.tenant(), query, cursor));
        }
        return answer.build();
    }

    private int open(Caller caller, String query, String token) {
        return tokens.open(caller.tenant(), query, token)
                .filter(bytes -> bytes.length == Integer.BYTES)
                .map(bytes -> ByteBuffer.wrap(bytes).getInt())
                .orElseThrow(Faults::invalidToken);
    }

    private CancelBulkOperationResponse cancel(Caller caller, CancelBulkOperationRequest request) {
        Operation operation = require(caller, request.getOperationId());
        Waits.read(() -> {
            book.cancel(caller.tenant(), operation.id());
            return true;
        });
        return CancelBulkOperationResponse.getDefaultInstance();
    }

    private Operation require(Caller caller, String text) {
        UUID id;
        try {
            id = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
        return Waits.read(() -> book.find(caller.tenant(), caller.region().value(), id))
                .orElseThrow(() -> unknown(text));
    }

    private static Fault unknown(String id) {
        return new Fault("ResourceNotFoundException", "Bulk operation " + id + " does not exist.");
    }

    private static BulkOperation print(Operation operation) {
        Counts counts = operation.counts();
        BulkOperation.Builder printed = BulkOperation.newBuilder()
                .setOperationId(operation.id().toString())
                .setAction(operation.deed().action())
                .setStatus(operation.status().name())
                .setCreationDate(Times.of(operation.createdAt()))
                .setPrincipal(operation.principal())
                .setRatePerSecond(operation.rate())
                .setCounts(BulkCounts.newBuilder()
                        .setPending(counts.pending())
                        .setDone(counts.done())
                        .setSkipped(counts.skipped())
                        .setFailed(counts.failed())
                        .setTotal(counts.total()));
        operation.endedAt().ifPresent(ended -> printed.setStopDate(Times.of(ended)));
        return printed.build();
    }

    private static BulkItem print(Item item) {
        BulkItem.Builder printed = BulkItem.newBuilder()
                .setExecutionArn(item.arn())
                .setResult(item.result().name());
        item.reason().ifPresent(printed::setReason);
        item.made().ifPresent(printed::setForkedExecutionArn);
        item.decidedAt().ifPresent(decided -> printed.setResultDate(Times.of(decided)));
        return printed.build();
    }
}
