package dev.stepwell.engine.turn;

/**
 * By what the tasks of an execution are mocked.
 *
 * @param profile the name of the profile that it was started with
 * @param revisionId the immutable revision of that, so that a profile that changes changes nothing that runs
 */
public record Mocked(String profile, String revisionId) {}
