/**
 * Seals what leaves the server and must come back unforged: task tokens and page tokens.
 *
 * <p>Front door: {@link dev.stepwell.execution.tokens.TaskTokens}, {@link dev.stepwell.execution.tokens.PageTokens}. Opening one never
 * searches for anything, and gives nothing for a token that is malformed, forged or another tenant's. Knows no store.
 */
@NullMarked
package dev.stepwell.execution.tokens;

import org.jspecify.annotations.NullMarked;
