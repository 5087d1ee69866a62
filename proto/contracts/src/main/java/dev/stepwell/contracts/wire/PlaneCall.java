package dev.stepwell.contracts.wire;

import dev.stepwell.contracts.calling.Caller;
import java.time.Duration;

/**
 * What a plane is asked, beside the request itself.
 *
 * @param action the action's name
 * @param caller who asks
 * @param patience how long to wait in all; past it the plane counts as unavailable
 * @param repeatable whether the action may be done again when nobody knows whether it was done: it changes nothing
 */
public record PlaneCall(String action, Caller caller, Duration patience, boolean repeatable) {}
