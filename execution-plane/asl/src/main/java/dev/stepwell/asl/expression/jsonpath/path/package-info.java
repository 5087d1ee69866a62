/**
 * JSONPath as AWS speaks it: paths compiled once, evaluated within a bound of steps; and reference paths, which name one place.
 *
 * <p>Front door: {@link dev.stepwell.asl.expression.jsonpath.path.ScopedPath}. Knows nothing of states and their fields.
 */
@NullMarked
package dev.stepwell.asl.expression.jsonpath.path;

import org.jspecify.annotations.NullMarked;
