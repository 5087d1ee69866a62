/**
 * Streams on their way to browsers: a thread that tells, a wire that asks for as much as it takes, and beats in between, so that
 * nobody on the way takes the connection for dead.
 *
 * <p>Front door: {@link dev.stepwell.gateway.live.LiveStream}. Knows neither what is told nor the server.
 */
@NullMarked
package dev.stepwell.gateway.live;

import org.jspecify.annotations.NullMarked;
