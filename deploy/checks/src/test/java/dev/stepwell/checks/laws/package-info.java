/**
 * The laws of the blueprint (§6) that can be read off compiled classes: what each room may know, and what leads a key.
 *
 * <p>Front door: {@link dev.stepwell.checks.laws.Laws}; {@code LawsTest} holds them against every class of the house.
 */
@NullMarked
package dev.stepwell.checks.laws;

import org.jspecify.annotations.NullMarked;
