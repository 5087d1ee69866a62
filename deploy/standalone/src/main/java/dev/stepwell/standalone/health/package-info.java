/**
 * What {@code GET /health} says of the stores: one indicator each.
 *
 * <p>Tells nobody more than whether a store answers and how fast: the page is open to anyone who can reach the port.
 */
@NullMarked
package dev.stepwell.standalone.health;

import org.jspecify.annotations.NullMarked;
