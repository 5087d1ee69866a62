/**
 * Reads definitions: every rule of the language is checked, and a definition is refused with every finding at its location.
 *
 * <p>Front door: {@link dev.stepwell.asl.read.DefinitionReader}. Knows the query languages only by their seam, and nothing of running.
 */
@NullMarked
package dev.stepwell.asl.read;

import org.jspecify.annotations.NullMarked;
