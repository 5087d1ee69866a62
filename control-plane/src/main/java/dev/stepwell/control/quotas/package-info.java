/**
 * What tenants may use, and where they came up against it.
 *
 * <p>Front doors: {@link dev.stepwell.control.quotas.TenantQuotas}, {@link dev.stepwell.control.quotas.Throttling}. Refuses nobody itself: gateways and the execution plane do.
 */
@NullMarked
package dev.stepwell.control.quotas;

import org.jspecify.annotations.NullMarked;
