/**
 * Everything in one process: reads the options, opens the data folder, brings PostgreSQL and Redis up, builds the planes of its
 * roles, and says when it is ready.
 *
 * <p>Front door: {@link dev.stepwell.standalone.Launcher}, started by {@code deploy/up}. It knows every plane; no plane knows it.
 */
@NullMarked
package dev.stepwell.standalone;

import org.jspecify.annotations.NullMarked;
