/**
 * The control plane: what is registered, by whom, and who may ask. It calls nobody; others ask it and follow its change log.
 *
 * <p>Front door: {@link dev.stepwell.control.ControlPlane}, put together by hand or, with
 * {@link dev.stepwell.control.ControlBeans}, by Micronaut. Knows nothing of executions.
 */
@NullMarked
package dev.stepwell.control;

import org.jspecify.annotations.NullMarked;
