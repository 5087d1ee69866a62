/**
 * What is counted of executions, under the names of AWS's CloudWatch metrics, and of the node itself. Fed with turns that are durable; holds
 * up no commit and reads no store.
 *
 * <p>Front door: {@link dev.stepwell.execution.metrics.NodeMetrics}. Knows no format: who reads the figures brings a registry.
 */
@NullMarked
package dev.stepwell.execution.metrics;

import org.jspecify.annotations.NullMarked;
