package dev.stepwell.engine.turn;

import java.time.Instant;
import java.util.Optional;

/**
 * The last heartbeat of a task.
 *
 * @param at when the worker sent it
 * @param details what it said (API reference of SWF, RecordActivityTaskHeartbeat: details); Step Functions' heartbeats say nothing
 */
public record Beat(Instant at, Optional<String> details) {}
