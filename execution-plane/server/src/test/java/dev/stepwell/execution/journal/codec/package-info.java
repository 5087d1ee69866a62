/** The format of the journal: what is written is read back, today and by every later release. */
@NullMarked
package dev.stepwell.execution.journal.codec;

import org.jspecify.annotations.NullMarked;
