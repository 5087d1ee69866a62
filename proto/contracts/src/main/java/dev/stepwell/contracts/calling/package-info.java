/**
 * How one plane asks another: a {@link dev.stepwell.contracts.calling.Caller}, an {@link dev.stepwell.contracts.calling.Action},
 * a message of the contract in, a message out or a {@link dev.stepwell.contracts.calling.Fault}.
 *
 * <p>Front door: {@link dev.stepwell.contracts.calling.ActionTable}. Knows no transport: in process and over gRPC it is the same.
 */
@NullMarked
package dev.stepwell.contracts.calling;

import org.jspecify.annotations.NullMarked;
