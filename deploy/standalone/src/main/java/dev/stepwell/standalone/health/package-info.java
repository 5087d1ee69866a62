/**
 * What {@code GET /health} says of the stores and of the planes in other processes: one indicator each.
 *
 * <p>Tells nobody more than whether each answers and how fast: the page is open to anyone who can reach the port.
 */
@NullMarked
package dev.stepwell.standalone.health;

import org.jspecify.annotations.NullMarked;
