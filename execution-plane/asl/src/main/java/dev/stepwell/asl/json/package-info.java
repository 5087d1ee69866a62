/**
 * JSON as AWS keeps it: strict, bounded in depth and length, numbers as they were written, compact on the way out.
 *
 * <p>Front door: {@link dev.stepwell.asl.json.Json}. Knows nothing of definitions or expressions.
 */
@NullMarked
package dev.stepwell.asl.json;

import org.jspecify.annotations.NullMarked;
