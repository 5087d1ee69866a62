/**
 * Benchmarks of the pure rooms, run by {@code deploy/benchmarks/jmh}; no part of the ordinary build.
 */
@NullMarked
package dev.stepwell.bench;

import org.jspecify.annotations.NullMarked;
