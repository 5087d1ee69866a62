/**
 * What was asked for and what became of it, on its way to the audit: noted in a file before anything is done, told to those who keep it
 * in batches behind.
 *
 * <p>Front door: {@link dev.stepwell.gateway.audit.AuditTrail}. Knows no action by name.
 */
@NullMarked
package dev.stepwell.gateway.audit;

import org.jspecify.annotations.NullMarked;
