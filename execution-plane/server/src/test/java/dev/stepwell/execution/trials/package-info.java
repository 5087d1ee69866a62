@NullMarked
package dev.stepwell.execution.trials;

import org.jspecify.annotations.NullMarked;
