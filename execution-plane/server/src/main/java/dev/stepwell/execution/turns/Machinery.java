package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.Limits;
import dev.stepwell.execution.ports.Computing;
import dev.stepwell.names.TenantId;
import java.util.function.Function;

/**
 * What a turn is made with.
 *
 * @param programs the machines
 * @param sealers the sealers of task tokens
 * @param limits the bounds of a tenant's executions
 * @param computing where machines decide
 */
public record Machinery(Programs programs, Sealers sealers, Function<TenantId, Limits> limits, Computing computing) {}
