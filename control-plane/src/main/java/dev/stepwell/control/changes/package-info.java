/**
 * The append-only log of what others have to know: a revision was published, a machine is being deleted, a tenant was suspended.
 * Control calls nobody; execution nodes follow this log.
 *
 * <p>Front door: {@link dev.stepwell.control.changes.ChangeLog}. Knows nothing of its followers.
 */
@NullMarked
package dev.stepwell.control.changes;

import org.jspecify.annotations.NullMarked;
