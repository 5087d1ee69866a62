/**
 * Server processes as an operator has them: started, killed, frozen and looked at from outside.
 *
 * <p>Front door: {@link dev.stepwell.rig.house.House}. Knows the command line of {@code deploy/up} and the data folder, nothing else.
 */
@NullMarked
package dev.stepwell.rig.house;

import org.jspecify.annotations.NullMarked;
