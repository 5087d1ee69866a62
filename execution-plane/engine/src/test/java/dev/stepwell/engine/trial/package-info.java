/** Tests of trials. */
@NullMarked
package dev.stepwell.engine.trial;

import org.jspecify.annotations.NullMarked;
