/**
 * What a key may do: scopes and patterns of resources, held against the contract's options, on the way from every door to the planes;
 * and the end of what is held open for a key that is not good any more.
 *
 * <p>Front door: {@link dev.stepwell.gateway.guard.Guard}. Knows no action by name.
 */
@NullMarked
package dev.stepwell.gateway.guard;

import org.jspecify.annotations.NullMarked;
