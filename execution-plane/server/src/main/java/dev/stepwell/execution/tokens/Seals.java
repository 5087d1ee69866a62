package dev.stepwell.execution.tokens;

/**
 * All that seals the tokens which clients hold.
 *
 * @param tasks those of tasks
 * @param pages those of lists' next pages
 */
public record Seals(TaskTokens tasks, PageTokens pages) {}
