/**
 * Runs of SWF under the same troubles: clients, deciders that die in the middle of a decision or answer twice, workers that report twice; and
 * what must hold of the histories in the end.
 *
 * <p>Front door: {@link dev.stepwell.rig.swf.SwfCrew}. Customers' code: knows AWS's SDK and nothing of the server.
 */
@NullMarked
package dev.stepwell.rig.swf;

import org.jspecify.annotations.NullMarked;
