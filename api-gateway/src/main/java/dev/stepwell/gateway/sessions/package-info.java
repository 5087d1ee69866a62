/**
 * Browsers' sessions at the gateway: the cookie, the token against forged requests, signing in and out. Where sessions are kept is
 * a port.
 *
 * <p>Front door: {@link dev.stepwell.gateway.sessions.SessionDoor}. Knows no action of a plane and no server.
 */
@NullMarked
package dev.stepwell.gateway.sessions;

import org.jspecify.annotations.NullMarked;
