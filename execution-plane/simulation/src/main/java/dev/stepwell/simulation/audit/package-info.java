/**
 * The auditor: what must be true whatever happens (I1 to I12 of the house's invariants).
 *
 * <p>Front doors: {@link dev.stepwell.simulation.audit.HistoryAudit} and {@link dev.stepwell.simulation.audit.Ledger} for the histories
 * and answers of any server, {@link dev.stepwell.simulation.audit.JournalAudit} for the commits of a store. Knows no shell.
 */
@NullMarked
package dev.stepwell.simulation.audit;

import org.jspecify.annotations.NullMarked;
