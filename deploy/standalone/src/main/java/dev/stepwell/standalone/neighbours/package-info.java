/**
 * How the processes of one installation find each other: each notes in PostgreSQL which planes it does and where, with an expiry that
 * it renews, and looks for the planes that it lacks.
 *
 * <p>Front door: {@link dev.stepwell.standalone.neighbours.Neighbours}. Knows no plane's inside; has a schema of its own.
 */
@NullMarked
package dev.stepwell.standalone.neighbours;

import org.jspecify.annotations.NullMarked;
