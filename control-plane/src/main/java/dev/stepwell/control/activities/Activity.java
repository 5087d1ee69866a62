package dev.stepwell.control.activities;

import dev.stepwell.names.Arn;
import java.time.Instant;

/**
 * An activity.
 *
 * @param createdAt when it was made, in whole milliseconds
 */
public record Activity(Arn.Activity arn, Instant createdAt) {}
