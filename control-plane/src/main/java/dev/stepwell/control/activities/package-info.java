/**
 * Activities: names under which a tenant's workers ask for tasks. Their tasks belong to the execution plane.
 *
 * <p>Front door: {@link dev.stepwell.control.activities.Activities}. Knows nothing of machines.
 */
@NullMarked
package dev.stepwell.control.activities;

import org.jspecify.annotations.NullMarked;
