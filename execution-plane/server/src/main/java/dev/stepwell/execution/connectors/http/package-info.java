/**
 * Asks web services for tasks that say themselves what is to be sent, with the credentials of a tenant's connections if it is {@code
 * http:invoke}. Secrets are in memory only, and in nothing that is told of a task.
 *
 * <p>Front doors: {@link dev.stepwell.execution.connectors.http.HttpConnector}, {@link
 * dev.stepwell.execution.connectors.http.ApiConnector}. Goes out by {@link
 * dev.stepwell.execution.connectors.Web} only. Knows no state of an execution.
 */
@NullMarked
package dev.stepwell.execution.connectors.http;

import org.jspecify.annotations.NullMarked;
