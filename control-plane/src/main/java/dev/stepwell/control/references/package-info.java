/**
 * Reads what requests refer to and name, and refuses in AWS's words what cannot be meant.
 *
 * <p>Front doors: {@link dev.stepwell.control.references.ArnReader}, {@link dev.stepwell.control.references.TextRules}. Knows no
 * table: whether something exists is asked elsewhere.
 */
@NullMarked
package dev.stepwell.control.references;

import org.jspecify.annotations.NullMarked;
