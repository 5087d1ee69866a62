/**
 * Breaks real servers while they work, and audits what they made of it.
 *
 * <p>Front door: {@link dev.stepwell.rig.chaos.Chaos}, the program behind {@code deploy/chaos}.
 */
@NullMarked
package dev.stepwell.rig.chaos;

import org.jspecify.annotations.NullMarked;
