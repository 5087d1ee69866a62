/**
 * Tells the outside that executions have begun, ended or been redriven, in the shape of AWS's "Step Functions Execution Status Change". At
 * least once and behind the commit; best effort, as with AWS: given up after a day.
 *
 * <p>Front door: {@link dev.stepwell.execution.announcements.Announcer}. Knows no tables.
 */
@NullMarked
package dev.stepwell.execution.announcements;

import org.jspecify.annotations.NullMarked;
