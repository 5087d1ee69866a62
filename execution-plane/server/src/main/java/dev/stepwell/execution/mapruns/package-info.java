/**
 * What map runs need of the world: to be started, to have their children started at a bearable pace, and to have items read.
 *
 * <p>Front door: {@link dev.stepwell.execution.mapruns.MapRunWork}. Everything may be asked for twice and happens once, as ids follow from who
 * asks. What a map run decides is not known here.
 */
@NullMarked
package dev.stepwell.execution.mapruns;

import org.jspecify.annotations.NullMarked;
