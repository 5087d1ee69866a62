package dev.stepwell.execution.turns;

import dev.stepwell.execution.ports.Computing;
import dev.stepwell.execution.quotas.TenantBounds;

/**
 * What a turn is made with.
 *
 * @param programs the machines
 * @param sealers the sealers of task tokens
 * @param bounds to what tenants are held
 * @param computing where machines decide
 * @param holds which executions begin held still
 */
public record Machinery(Programs programs, Sealers sealers, TenantBounds bounds, Computing computing, Holds holds) {
    /** One in which all that begins goes on. */
    public Machinery(Programs programs, Sealers sealers, TenantBounds bounds, Computing computing) {
        this(programs, sealers, bounds, computing, Holds.NONE);
    }
}
