/**
 * Asks functions and services on behalf of tasks, and brings what they answer back as an input.
 *
 * <p>Front door: {@link dev.stepwell.execution.connectors.Connectors}; a service is one {@link
 * dev.stepwell.execution.connectors.Connector}. Nothing of the outside is trusted: addresses are checked, sizes and times bounded, tenants
 * kept apart. Knows no state of an execution.
 */
@NullMarked
package dev.stepwell.execution.connectors;

import org.jspecify.annotations.NullMarked;
