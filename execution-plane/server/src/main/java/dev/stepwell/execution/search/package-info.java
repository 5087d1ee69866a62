/**
 * The index by which executions are found by what their input and output say: what goes into it, what is asked of it, and what brings it up
 * to date behind the commits.
 *
 * <p>Front doors: {@link dev.stepwell.execution.search.SearchEndpoints}, {@link dev.stepwell.execution.search.Indexer}, {@link
 * dev.stepwell.execution.search.SearchIndex}. Knows no tables.
 */
@NullMarked
package dev.stepwell.execution.search;

import org.jspecify.annotations.NullMarked;
