/**
 * What workflow executions want of each other, carried out after the commit that wants it: children, signals, requests to cancel.
 *
 * <p>Front door: {@link dev.stepwell.execution.swf.effects.SwfWork}. Knows the store and the calls, and no client.
 */
@NullMarked
package dev.stepwell.execution.swf.effects;

import org.jspecify.annotations.NullMarked;
