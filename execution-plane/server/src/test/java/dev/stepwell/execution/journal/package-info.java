/** What every store must do, and the tests that hold each store to it. */
@NullMarked
package dev.stepwell.execution.journal;

import org.jspecify.annotations.NullMarked;
