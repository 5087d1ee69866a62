/**
 * What is wrong with a definition, and the definition as it was written: every node with the location AWS gives it.
 *
 * <p>Front door: {@link dev.stepwell.asl.finding.Finding}. Knows no state kind and no query language.
 */
@NullMarked
package dev.stepwell.asl.finding;

import org.jspecify.annotations.NullMarked;
