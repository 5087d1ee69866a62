/**
 * SWF's workflow types and activity types: what is registered in a domain under a name and a version, with what executions and tasks of it
 * have unless said otherwise. A type never changes; it is deprecated, taken into use again, or deleted.
 *
 * <p>Front door: {@link dev.stepwell.control.types.Types}. Knows nothing of executions.
 */
@NullMarked
package dev.stepwell.control.types;

import org.jspecify.annotations.NullMarked;
