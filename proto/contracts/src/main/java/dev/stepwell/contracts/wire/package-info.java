/**
 * The same calls between processes: an action by name over gRPC, the {@link dev.stepwell.contracts.calling.Caller} under a seal of
 * the cluster's key, a {@link dev.stepwell.contracts.calling.Fault} as a status with details.
 *
 * <p>Front door: {@link dev.stepwell.contracts.wire.PlaneServer}, {@link dev.stepwell.contracts.wire.PlanePool}. Knows no action.
 */
@NullMarked
package dev.stepwell.contracts.wire;

import org.jspecify.annotations.NullMarked;
