/**
 * The seam between a state and its query language: what an expression, a condition and the shaping of a state's data promise.
 *
 * <p>Front door: {@link dev.stepwell.asl.expression.Shaping}. A language is one package below this one; the model and the engine
 * know only these interfaces.
 */
@NullMarked
package dev.stepwell.asl.expression;

import org.jspecify.annotations.NullMarked;
