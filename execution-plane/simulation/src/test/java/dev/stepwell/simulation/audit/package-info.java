/** The auditors themselves. */
@NullMarked
package dev.stepwell.simulation.audit;

import org.jspecify.annotations.NullMarked;
