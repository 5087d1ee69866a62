/**
 * JSONPath, the first query language: payload templates, the five data-flow fields, Choice operators, the Path twins of fields.
 *
 * <p>Front door: {@link dev.stepwell.asl.expression.jsonpath.JsonPathLanguage}. Knows no state kind.
 */
@NullMarked
package dev.stepwell.asl.expression.jsonpath;

import org.jspecify.annotations.NullMarked;
