/**
 * Stores as operators run them, of Debian's programs: a pooler before PostgreSQL, Redis as a cluster, a PostgreSQL with a standby.
 *
 * <p>Front door: {@link dev.stepwell.rig.stores.Stores}. Knows nothing of the servers that use them.
 */
@NullMarked
package dev.stepwell.rig.stores;

import org.jspecify.annotations.NullMarked;
