/**
 * What of a tenant's quotas only execution nodes can hold it to: buckets of decisions, of single workflow executions and of starts, how many
 * executions are open, how fast states follow each other.
 *
 * <p>Front door: {@link dev.stepwell.execution.quotas.TenantBounds}. Refuses and delays; changes nothing.
 */
@NullMarked
package dev.stepwell.execution.quotas;

import org.jspecify.annotations.NullMarked;
