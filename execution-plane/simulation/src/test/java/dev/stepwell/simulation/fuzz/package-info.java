/** Random definitions and inputs: reading them never throws, and whatever is accepted runs to its end with the laws held. */
@NullMarked
package dev.stepwell.simulation.fuzz;

import org.jspecify.annotations.NullMarked;
