/**
 * Who changed what, or tried to: a chain of events per tenant that is only ever added to, and how anybody can check one.
 *
 * <p>Front door: {@link dev.stepwell.control.audit.AuditLog}. Knows no action by name; gateways say what happened.
 */
@NullMarked
package dev.stepwell.control.audit;

import org.jspecify.annotations.NullMarked;
