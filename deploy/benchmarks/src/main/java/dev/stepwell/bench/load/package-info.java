/**
 * Loops that ask and note how long it took; they know no server.
 *
 * <p>Front door: {@link dev.stepwell.bench.load.Loops}.
 */
@NullMarked
package dev.stepwell.bench.load;

import org.jspecify.annotations.NullMarked;
