/**
 * The limits that keep the code small and its rooms named for what they do (blueprint §7), held against every file of the
 * checkout.
 *
 * <p>Front door: {@link dev.stepwell.checks.tidy.Rule}; {@code TidyTest} runs them all. Knows files, never classes.
 */
@NullMarked
package dev.stepwell.checks.tidy;

import org.jspecify.annotations.NullMarked;
