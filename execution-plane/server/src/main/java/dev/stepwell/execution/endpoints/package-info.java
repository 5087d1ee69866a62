/**
 * The actions of the execution plane: contract messages in, contract messages out, refusals under AWS's exact names.
 *
 * <p>Front door: {@link dev.stepwell.execution.endpoints.ExecutionEndpoints}. The outermost room: it alone may block, on the virtual thread
 * of a request. Holds no state of an execution.
 */
@NullMarked
package dev.stepwell.execution.endpoints;

import org.jspecify.annotations.NullMarked;
