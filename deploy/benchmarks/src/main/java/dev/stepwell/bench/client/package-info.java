/**
 * Lean clients: what they cost must not hide what the server costs.
 *
 * <p>Front door: {@link dev.stepwell.bench.client.AwsClient}.
 */
@NullMarked
package dev.stepwell.bench.client;

import org.jspecify.annotations.NullMarked;
