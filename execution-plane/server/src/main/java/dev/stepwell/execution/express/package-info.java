/**
 * Executions that live in the memory of one node from their start to their end: synchronous express ones.
 *
 * <p>Front door: {@link dev.stepwell.execution.express.WholeRuns}. The same machines as everywhere; nothing of it is stored, so what is
 * under way when a node ends is lost (at most once).
 */
@NullMarked
package dev.stepwell.execution.express;

import org.jspecify.annotations.NullMarked;
