/**
 * Everybody who has to do with a server: clients, activity workers and functions, each doing what a program's script says.
 *
 * <p>Front door: {@link dev.stepwell.rig.crew.Crew}. Customers' code: knows AWS's SDK and nothing of the server.
 */
@NullMarked
package dev.stepwell.rig.crew;

import org.jspecify.annotations.NullMarked;
