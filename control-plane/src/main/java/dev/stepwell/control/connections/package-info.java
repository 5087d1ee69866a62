/**
 * Connections: by which credentials HTTP tasks ask services (EventBridge API reference; developer guide, "Call HTTPS APIs").
 *
 * <p>Front door: {@link dev.stepwell.control.connections.Connections}. Secrets lie sealed under the tenant's data key, go to the
 * execution plane alone, and are never told to whoever gave them.
 */
@NullMarked
package dev.stepwell.control.connections;

import org.jspecify.annotations.NullMarked;
