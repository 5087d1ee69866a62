/**
 * Pages of lists: how long they are, and the sealed tokens that say where the next one begins.
 *
 * <p>Front door: {@link dev.stepwell.control.paging.PageTokens}. Knows nothing of what is listed.
 */
@NullMarked
package dev.stepwell.control.paging;

import org.jspecify.annotations.NullMarked;
