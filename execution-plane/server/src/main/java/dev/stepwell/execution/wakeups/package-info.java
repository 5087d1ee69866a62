/**
 * Wakes executions when their deadlines come: this node's own from memory, and those of its share of the slots from the store's rows,
 * whoever owns them.
 *
 * <p>Front door: {@link dev.stepwell.execution.wakeups.Wakeups}. A spurious wake-up is harmless, a lost one is found in the rows. What a
 * deadline means is not known here.
 */
@NullMarked
package dev.stepwell.execution.wakeups;

import org.jspecify.annotations.NullMarked;
