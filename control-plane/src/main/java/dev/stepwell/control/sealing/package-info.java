/**
 * Keeps secrets unreadable at rest and tokens unforgeable: the installation's master key, keys derived from it, sealed bytes.
 *
 * <p>Front door: {@link dev.stepwell.control.sealing.MasterKey}. Knows no table and no request.
 */
@NullMarked
package dev.stepwell.control.sealing;

import org.jspecify.annotations.NullMarked;
