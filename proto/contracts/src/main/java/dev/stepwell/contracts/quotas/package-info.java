/**
 * What tenants may spend: AWS's own figures, what an operator has set instead, and the buckets that every process spends out of. Part of the
 * contract, because the names are spoken by operators and by all planes.
 *
 * <p>Front door: {@link dev.stepwell.contracts.quotas.Quotas}. Knows no store and no network: {@link
 * dev.stepwell.contracts.quotas.QuotaDesk} is where processes settle their shares.
 */
@NullMarked
package dev.stepwell.contracts.quotas;

import org.jspecify.annotations.NullMarked;
