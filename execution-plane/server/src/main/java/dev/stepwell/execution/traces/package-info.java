/**
 * What executions did, as OpenTelemetry traces: made of their histories when they have ended, and sent to the collector that the operator has named.
 *
 * <p>Front door: {@link dev.stepwell.execution.traces.Tracer}. Best effort, behind the commits: a trace that cannot be sent is lost.
 */
@NullMarked
package dev.stepwell.execution.traces;

import org.jspecify.annotations.NullMarked;
