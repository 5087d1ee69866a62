/**
 * What the gateway bears at once: the size of a request, the number of its headers, the number of requests under way; and how often
 * somebody was told to come again.
 *
 * <p>Front door: {@link dev.stepwell.gateway.limits.Admission}. Knows no tenant: their quotas are the planes' business.
 */
@NullMarked
package dev.stepwell.gateway.limits;

import org.jspecify.annotations.NullMarked;
