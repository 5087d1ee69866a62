/**
 * The contract itself as a gRPC server: every public service from its descriptors, with reflection and health.
 *
 * <p>Front door: {@link dev.stepwell.gateway.grpc.GrpcDoor}. Knows no action by name.
 */
@NullMarked
package dev.stepwell.gateway.grpc;

import org.jspecify.annotations.NullMarked;
