/**
 * Schedules: what EventBridge Scheduler does, of state machines and of SWF's workflows. A time that a schedule is due at becomes a fire, and
 * a fire the birth of one execution, under an id and a name that stand before it is tried: the birth's commit is the firing, so it happens
 * once however many nodes try and die.
 *
 * <p>Front doors: {@link dev.stepwell.execution.schedules.ScheduleEndpoints}, {@link dev.stepwell.execution.schedules.Firing}. Knows no
 * tables.
 */
@NullMarked
package dev.stepwell.execution.schedules;

import org.jspecify.annotations.NullMarked;
