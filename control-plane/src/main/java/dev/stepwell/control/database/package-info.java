/**
 * The one way into PostgreSQL: a transaction that plays a role and sees one tenant, and the migrations that make the schema.
 *
 * <p>Front door: {@link dev.stepwell.control.database.ControlDatabase}. Knows no table; keeps nothing in a session, so a
 * transaction pooler may stand in front of the server.
 */
@NullMarked
package dev.stepwell.control.database;

import org.jspecify.annotations.NullMarked;
