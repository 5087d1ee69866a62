/**
 * Writes typed Java for a database schema while the build runs: starts a throw-away PostgreSQL, applies the module's Flyway
 * migrations to it, and lets jOOQ describe the result. So the code and the migrations cannot disagree.
 *
 * <p>Front door: {@link dev.stepwell.codegen.SchemaCode}. Used by builds and tests only; nothing of it is ever shipped.
 */
@NullMarked
package dev.stepwell.codegen;

import org.jspecify.annotations.NullMarked;
