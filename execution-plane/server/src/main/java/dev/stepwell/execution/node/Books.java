package dev.stepwell.execution.node;

import dev.stepwell.execution.bulk.BulkBook;
import dev.stepwell.execution.pauses.PauseBook;
import dev.stepwell.execution.search.SearchIndex;
import dev.stepwell.execution.search.SearchSettings;

/**
 * What is kept beside the journal to find executions by, and to do something to many.
 *
 * @param settings what goes into the index
 * @param index the index
 * @param bulk bulk operations
 * @param pauses which machines are paused
 */
public record Books(SearchSettings settings, SearchIndex index, BulkBook bulk, PauseBook pauses) {
    /** Nothing is. */
    public static final Books NONE = new Books(SearchSettings.NONE, SearchIndex.NONE, BulkBook.NONE, PauseBook.NONE);
}
