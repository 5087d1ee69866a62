/**
 * What the gateway bears at once: the size of a request, the number of its headers, the number of requests under way; and how often
 * somebody was told to come again. Tenants' buckets are taken from here; what is in them is settled with the control plane.
 *
 * <p>Front door: {@link dev.stepwell.gateway.limits.Admission}.
 */
@NullMarked
package dev.stepwell.gateway.limits;

import org.jspecify.annotations.NullMarked;
