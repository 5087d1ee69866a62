/**
 * When a schedule is due: EventBridge Scheduler's expressions, and the times that follow from them. Daylight saving is heeded as AWS documents
 * it.
 *
 * <p>Front door: {@link dev.stepwell.engine.schedule.Recurrence}. Pure: what time it is, the caller says.
 */
@NullMarked
package dev.stepwell.engine.schedule;

import org.jspecify.annotations.NullMarked;
