/**
 * Services of AWS: where a tenant's executions find them, and by whose keys they ask.
 *
 * <p>Front door: {@link dev.stepwell.control.services.AwsServices}. Secrets lie sealed under the tenant's data key, go to the execution plane
 * alone, and are never told to whoever gave them.
 */
@NullMarked
package dev.stepwell.control.services;

import org.jspecify.annotations.NullMarked;
