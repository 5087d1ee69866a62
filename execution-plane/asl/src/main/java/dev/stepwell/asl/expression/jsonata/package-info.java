/**
 * JSONata, the second query language: templates of {@code {% … %}}, Arguments, Output, Assign, Condition, Items and the fields that
 * take an expression where JSONPath has a Path twin.
 *
 * <p>Front door: {@link dev.stepwell.asl.expression.jsonata.JsonataLanguage}. Knows no state kind but by the text of its Type.
 */
@NullMarked
package dev.stepwell.asl.expression.jsonata;

import org.jspecify.annotations.NullMarked;
