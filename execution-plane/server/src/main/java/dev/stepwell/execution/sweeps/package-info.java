/** What is done in the background until nothing is left of it. Front door: {@link dev.stepwell.execution.sweeps.Sweep}. Knows no tables. */
@NullMarked
package dev.stepwell.execution.sweeps;

import org.jspecify.annotations.NullMarked;
