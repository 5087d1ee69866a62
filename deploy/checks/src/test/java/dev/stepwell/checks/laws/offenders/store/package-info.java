/**
 * A store that breaks law 8. Only the tests of the laws read them.
 */
@NullMarked
package dev.stepwell.checks.laws.offenders.store;

import org.jspecify.annotations.NullMarked;
