/**
 * The command {@code deploy/bench}: starts a server, runs workloads beside their calibration and the floor, prints what they cost.
 *
 * <p>Front door: {@link dev.stepwell.bench.run.Bench}.
 */
@NullMarked
package dev.stepwell.bench.run;

import org.jspecify.annotations.NullMarked;
