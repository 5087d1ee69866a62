/**
 * The 18 intrinsic functions of JSONPath states (developer guide, "Intrinsic functions"): their syntax and what they do.
 *
 * <p>Front door: {@link dev.stepwell.asl.expression.intrinsic.Intrinsics}. Knows paths and scopes, but no state and no field.
 */
@NullMarked
package dev.stepwell.asl.expression.intrinsic;

import org.jspecify.annotations.NullMarked;
