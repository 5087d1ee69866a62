/**
 * Classes that break law 3, one offence each. Only the tests of the laws read them.
 */
@NullMarked
package dev.stepwell.checks.laws.offenders.pure;

import org.jspecify.annotations.NullMarked;
