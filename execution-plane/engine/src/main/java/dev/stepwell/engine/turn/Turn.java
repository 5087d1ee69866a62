package dev.stepwell.engine.turn;

import java.time.Instant;

/**
 * What a machine may know of the world during one turn.
 *
 * @param now the database's time when the turn began, to the millisecond; every record of the turn carries it
 * @param seed the turn's only source of chance
 * @param sealer makes task tokens
 * @param limits the bounds of the tenant
 */
public record Turn(Instant now, long seed, TokenSealer sealer, Limits limits) {}
