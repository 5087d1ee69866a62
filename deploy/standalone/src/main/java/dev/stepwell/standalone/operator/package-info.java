/**
 * The operator's command line, {@code deploy/stepwell}: a client of the installation like any other, over gRPC.
 *
 * <p>Front door: {@link dev.stepwell.standalone.operator.Operator}. Knows the contract and the data folder's notes, and no plane.
 */
@NullMarked
package dev.stepwell.standalone.operator;

import org.jspecify.annotations.NullMarked;
