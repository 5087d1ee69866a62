/**
 * A gateway that knows another plane's store. Only the tests of the laws read them.
 */
@NullMarked
package dev.stepwell.checks.laws.offenders.gateway;

import org.jspecify.annotations.NullMarked;
