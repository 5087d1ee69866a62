/**
 * What machines log, by their loggingConfiguration: lines in AWS's JSON, written behind the commits. A commit notes that there is something
 * to be logged, so a node that is killed leaves it to the others.
 *
 * <p>Front door: {@link dev.stepwell.execution.logs.LogWriter}. Knows no tables.
 */
@NullMarked
package dev.stepwell.execution.logs;

import org.jspecify.annotations.NullMarked;
