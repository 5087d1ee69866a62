/**
 * Where an execution can be begun again by another: the states of its own flow, as its history tells them. Pure; front door {@link
 * dev.stepwell.engine.fork.ForkPoints}. It knows events and nothing of how they come to be.
 */
@NullMarked
package dev.stepwell.engine.fork;

import org.jspecify.annotations.NullMarked;
