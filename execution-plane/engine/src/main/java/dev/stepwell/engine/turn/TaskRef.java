package dev.stepwell.engine.turn;

/**
 * One attempt at one task of an execution.
 *
 * @param scheduledEventId the id of the history event that scheduled it; every attempt is scheduled anew, so it names the attempt
 * @param generation how often the execution had been redriven by then
 */
public record TaskRef(long scheduledEventId, int generation) {}
