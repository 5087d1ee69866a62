/**
 * What clients know of a resource: the tags that tell how it stands, and requests that are made only if it still stands so.
 *
 * <p>Front doors: {@link dev.stepwell.gateway.conditions.Conditions}, {@link dev.stepwell.gateway.conditions.EntityTags}.
 */
@NullMarked
package dev.stepwell.gateway.conditions;

import org.jspecify.annotations.NullMarked;
