/**
 * Tenants: who has an account on this installation, and the installation's first start.
 *
 * <p>Front doors: {@link dev.stepwell.control.tenants.Tenants}, {@link dev.stepwell.control.tenants.Bootstrap}. Knows nothing of
 * what tenants own.
 */
@NullMarked
package dev.stepwell.control.tenants;

import org.jspecify.annotations.NullMarked;
