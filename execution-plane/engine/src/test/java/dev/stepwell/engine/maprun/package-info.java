/** Map runs without a world around them. */
@NullMarked
package dev.stepwell.engine.maprun;

import org.jspecify.annotations.NullMarked;
