/**
 * Webhooks in the form of Standard Webhooks (specification 1.0): what is announced becomes a signed message for each that wants it, and is sent
 * until it is taken, for a day.
 *
 * <p>Front doors: {@link dev.stepwell.execution.webhooks.WebhookEndpoints}, {@link dev.stepwell.execution.webhooks.Postman}. Knows no tables.
 */
@NullMarked
package dev.stepwell.execution.webhooks;

import org.jspecify.annotations.NullMarked;
