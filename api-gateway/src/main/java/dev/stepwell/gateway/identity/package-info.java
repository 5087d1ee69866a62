/**
 * Who asks: Signature Version 4 over headers, verified for real, and bearer keys. Where keys are kept is behind a port.
 *
 * <p>Front door: {@link dev.stepwell.gateway.identity.SigV4Verifier}. Knows no action and no server: a request is a value, time and
 * keys are given.
 */
@NullMarked
package dev.stepwell.gateway.identity;

import org.jspecify.annotations.NullMarked;
