/**
 * Asks web services for tasks that say themselves what is to be sent.
 *
 * <p>Front door: {@link dev.stepwell.execution.connectors.http.ApiConnector}. Goes out by {@link
 * dev.stepwell.execution.connectors.Web} only. Knows no state of an execution.
 */
@NullMarked
package dev.stepwell.execution.connectors.http;

import org.jspecify.annotations.NullMarked;
