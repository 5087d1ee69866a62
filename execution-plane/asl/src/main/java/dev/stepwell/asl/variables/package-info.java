/**
 * Which variables the states of a definition read, found by walking what is written, without running anything.
 *
 * <p>Front door: {@link dev.stepwell.asl.variables.VariableReferences}. Knows which fields hold expressions, but not what they mean.
 */
@NullMarked
package dev.stepwell.asl.variables;

import org.jspecify.annotations.NullMarked;
