package dev.stepwell.execution.ports;

import java.util.Optional;

/**
 * What becomes of the name of an execution that ends, where names are unique among the open ones only (SWF's workflow ids): it is free
 * again, or its successor's, within the commit of the end.
 *
 * @param region where the name is in use
 * @param under what it is unique in, see {@link dev.stepwell.engine.turn.StartFacts#namedUnder}
 * @param name the name
 * @param heir the first turn of the successor, written if and only if the end is; its name must be this one
 */
public record NamePassing(String region, String under, String name, Optional<TurnCommit> heir) {}
