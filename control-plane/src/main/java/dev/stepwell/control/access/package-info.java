/**
 * Keys: making them, taking them back, and answering who a key belongs to. Signing secrets are sealed under the tenant's data
 * key, because a signature is checked with the secret itself; bearer keys are kept as keyed hashes.
 *
 * <p>Front doors: {@link dev.stepwell.control.access.Keys} and {@link dev.stepwell.control.access.Sessions} to look up,
 * {@link dev.stepwell.control.access.KeyIssuer} to issue.
 * Knows nothing of requests and signatures.
 */
@NullMarked
package dev.stepwell.control.access;

import org.jspecify.annotations.NullMarked;
