/**
 * What executions say to each other: a letter is put into an inbox by its sender's commit and taken in by a turn of its receiver.
 *
 * <p>Front door: {@link dev.stepwell.execution.inbox.Inbox}. Hints and a sweep only bring turns about; what a letter means is for the
 * machines. Also starts executions for others, once however often it is asked.
 */
@NullMarked
package dev.stepwell.execution.inbox;

import org.jspecify.annotations.NullMarked;
