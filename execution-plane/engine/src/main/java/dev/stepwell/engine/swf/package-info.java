/**
 * The machine of workflow executions of Amazon SWF: the half of SWF that does not decide. A decider does, by decisions; here they are judged,
 * recorded and turned into tasks, timers, children and signals.
 *
 * <p>Front door: {@link dev.stepwell.engine.swf.SwfMachine}. Every kind of thing in a run has a table of its transitions beside it.
 */
@NullMarked
package dev.stepwell.engine.swf;

import org.jspecify.annotations.NullMarked;
