/** Stand-ins for what lies behind the ports and for the machine, each with a name and a few switches. */
@NullMarked
package dev.stepwell.execution.fakes;

import org.jspecify.annotations.NullMarked;
