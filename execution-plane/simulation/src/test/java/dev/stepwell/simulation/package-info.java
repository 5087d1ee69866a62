/** The standard suites of the simulator. */
@NullMarked
package dev.stepwell.simulation;

import org.jspecify.annotations.NullMarked;
