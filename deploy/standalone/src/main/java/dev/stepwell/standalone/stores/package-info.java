/**
 * PostgreSQL and Redis for a single machine: unpacked from the jars, started durable and on loopback behind passwords, found again
 * after a crash; or the operator's own servers, looked over before use.
 *
 * <p>Front door: {@link dev.stepwell.standalone.stores.Stores}. Knows nothing of what is stored.
 */
@NullMarked
package dev.stepwell.standalone.stores;

import org.jspecify.annotations.NullMarked;
