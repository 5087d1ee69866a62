package dev.stepwell.engine.turn;

import dev.stepwell.names.ExecutionId;

/**
 * The task that started an execution and waits for its end.
 *
 * @param execution the parent, of the same tenant
 * @param task the task of the parent
 */
public record ParentTask(ExecutionId execution, TaskRef task) {}
