/** Loops that do the tasks of activities, and those of SWF's task lists, over streams that stay. */
@NullMarked
package dev.stepwell.sdk.worker;

import org.jspecify.annotations.NullMarked;
