/**
 * The bytes of the journal: records and payloads to the internal, versioned format of {@code journal.proto} and back.
 *
 * <p>Front door: {@link dev.stepwell.execution.journal.codec.SegmentWriter} for writing, {@link
 * dev.stepwell.execution.journal.codec.SegmentReader} for reading. Knows no tables and no store.
 */
@NullMarked
package dev.stepwell.execution.journal.codec;

import org.jspecify.annotations.NullMarked;
