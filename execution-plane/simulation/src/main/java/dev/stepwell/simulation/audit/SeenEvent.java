package dev.stepwell.simulation.audit;

import java.time.Instant;

/**
 * One event of a history as anybody can read it.
 *
 * @param id its number
 * @param previousId its previousEventId
 * @param type AWS's name of its type
 * @param text its payload: input, output, error and cause, or nothing
 */
public record SeenEvent(long id, long previousId, Instant at, String type, String text) {}
