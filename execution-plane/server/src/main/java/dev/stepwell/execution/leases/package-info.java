/**
 * A node's life among the others: it joins as an incarnation, renews itself each second, and begins anew when that life was ended.
 *
 * <p>Front door: {@link dev.stepwell.execution.leases.Membership}. Executions are not known here: owning one costs no write of its
 * own, the compare-and-set is in each turn's commit.
 */
@NullMarked
package dev.stepwell.execution.leases;

import org.jspecify.annotations.NullMarked;
