/**
 * The truth about an execution: its records, each of which says one thing that happened.
 *
 * <p>Front door: {@link dev.stepwell.engine.record.JournalRecord}. A released record is never edited (law 7): a new meaning is a
 * new record. How records are stored is not known here.
 */
@NullMarked
package dev.stepwell.engine.record;

import org.jspecify.annotations.NullMarked;
