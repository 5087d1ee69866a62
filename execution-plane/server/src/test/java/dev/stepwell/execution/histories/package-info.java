/** Histories against golden ones of our own. */
@NullMarked
package dev.stepwell.execution.histories;

import org.jspecify.annotations.NullMarked;
