package dev.stepwell.execution.node;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.execution.bulk.BulkEndpoints;
import dev.stepwell.execution.bulk.BulkRunner;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.observation.Finder;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.search.Indexer;
import dev.stepwell.execution.search.SearchEndpoints;
import dev.stepwell.execution.tokens.PageTokens;
import java.util.concurrent.Executor;

/** Who works on the books: keeps the index up to date, does bulk operations, and answers for both. */
final class BookWork implements AutoCloseable {
    private final Finder finder;
    private final SearchEndpoints search;
    private final BulkEndpoints bulk;
    private final Indexer indexer;
    private final BulkRunner runner;

    /**
     * Does nothing until {@link #start}.
     *
     * @param single the actions that bulk operations do many times
     */
    BookWork(
            Books books,
            Survey survey,
            Ports ports,
            Definitions definitions,
            PageTokens pages,
            ActionTable single,
            Executor threads) {
        finder = new Finder(survey, books.index());
        search = new SearchEndpoints(books.settings(), definitions);
        bulk = new BulkEndpoints(books.bulk(), finder, survey, ports, pages);
        indexer = new Indexer(books.index(), ports.clock());
        runner = bulk.runner(single, threads);
    }

    Finder finder() {
        return finder;
    }

    ActionTable actions() {
        return ActionTable.builder()
                .addAll(search.actions())
                .addAll(bulk.actions())
                .build();
    }

    void committed(TurnCommit turn) {
        indexer.committed(turn);
    }

    void start() {
        indexer.start();
        runner.start();
    }

    @Override
    public void close() {
        indexer.close();
        runner.close();
    }
}
