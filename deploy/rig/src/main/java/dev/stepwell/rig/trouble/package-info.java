/**
 * What happens to servers in the middle of their work: one class for each trouble.
 *
 * <p>Front door: {@link dev.stepwell.rig.trouble.Troubles}. Whether promises are kept is for the audit to say; a trouble requires only what is
 * its own, such as that it has hurt at all.
 */
@NullMarked
package dev.stepwell.rig.trouble;

import org.jspecify.annotations.NullMarked;
