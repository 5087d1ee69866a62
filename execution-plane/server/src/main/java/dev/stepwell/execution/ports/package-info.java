/**
 * The doors to the outside of an execution node: what it may ask of a store, a queue, the other nodes, time and chance.
 *
 * <p>Front door: {@link dev.stepwell.execution.ports.Store}. Everything behind a port may fail, repeat itself, come late or lie
 * about having failed; the shell is written for that, and the simulator does it.
 */
@NullMarked
package dev.stepwell.execution.ports;

import org.jspecify.annotations.NullMarked;
