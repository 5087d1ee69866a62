/**
 * Requests with an idempotency key: each is done by one attempt at a time, and answered alike for a day once it was done.
 *
 * <p>Front door: {@link dev.stepwell.control.idempotency.IdempotencyKeys}. Answers lie sealed under the tenant's data key.
 */
@NullMarked
package dev.stepwell.control.idempotency;

import org.jspecify.annotations.NullMarked;
