/**
 * An execution node put together: real time, the wire between nodes, and the order in which everything starts and ends.
 *
 * <p>Front door: {@link dev.stepwell.execution.node.ExecutionNode}. Holds no rule of its own.
 */
@NullMarked
package dev.stepwell.execution.node;

import org.jspecify.annotations.NullMarked;
