/**
 * A definition in the Amazon States Language, read and checked: immutable values, one record per state kind.
 *
 * <p>Front door: {@link dev.stepwell.asl.model.Definition}. Knows the seam to the query languages, but none of them.
 */
@NullMarked
package dev.stepwell.asl.model;

import org.jspecify.annotations.NullMarked;
