package dev.stepwell.execution.express;

import dev.stepwell.engine.turn.Effect;
import java.time.Instant;

/**
 * How an execution has ended.
 *
 * @param end its status, and its output or error
 * @param stopDate when
 * @param mostBytes the most that its state has taken in memory
 */
public record Finished(Effect.Close end, Instant stopDate, long mostBytes) {}
