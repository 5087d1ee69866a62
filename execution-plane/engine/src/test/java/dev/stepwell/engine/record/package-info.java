/** Tests of records. */
@NullMarked
package dev.stepwell.engine.record;

import org.jspecify.annotations.NullMarked;
