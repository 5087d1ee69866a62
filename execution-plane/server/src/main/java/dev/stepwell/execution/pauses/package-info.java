/**
 * Machines that are held still with all their executions. Front door: {@link dev.stepwell.execution.pauses.MachinePauses}. Knows no
 * tables.
 */
@NullMarked
package dev.stepwell.execution.pauses;

import org.jspecify.annotations.NullMarked;
