/** Expressions written to hurt: each must end soon, within bounds of memory, and with the name of an error. */
@NullMarked
package dev.stepwell.asl.hostile;

import org.jspecify.annotations.NullMarked;
