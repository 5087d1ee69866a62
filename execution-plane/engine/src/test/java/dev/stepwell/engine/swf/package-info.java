/** Holds the machine of workflow executions to its cases, to the counts of AWS, and to what must hold whatever happens. */
@NullMarked
package dev.stepwell.engine.swf;

import org.jspecify.annotations.NullMarked;
