/**
 * Requests with an idempotency key: whose each is, and the control plane as it is asked about them.
 *
 * <p>Front doors: {@link dev.stepwell.gateway.idempotency.IdempotencyKey}, {@link dev.stepwell.gateway.idempotency.IdempotencyDesk}.
 */
@NullMarked
package dev.stepwell.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
