/**
 * One JSONata expression: compiled once, evaluated within bounds that are counted and never timed, with the functions that Step
 * Functions adds, takes away and changes. The only place that names the JSONata library.
 *
 * <p>Front door: {@link dev.stepwell.asl.expression.jsonata.query.Query}. Knows no field of a state.
 */
@NullMarked
package dev.stepwell.asl.expression.jsonata.query;

import org.jspecify.annotations.NullMarked;
