/**
 * Where everything that happens to an execution enters, one turn at a time, and every effect leaves after its commit.
 *
 * <p>Front door: {@link dev.stepwell.execution.turns.Turns}. At most one uncommitted turn per execution; nobody is answered and
 * nothing is done before the commit. Knows the ports and the machines' interface, but no transport and no definition.
 */
@NullMarked
package dev.stepwell.execution.turns;

import org.jspecify.annotations.NullMarked;
