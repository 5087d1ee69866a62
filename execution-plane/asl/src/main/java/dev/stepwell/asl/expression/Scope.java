package dev.stepwell.asl.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Everything an expression may read.
 *
 * @param input what {@code $} means: the state's raw input, or what an earlier step of the shaping made of it
 * @param context the context object ({@code $$}); asked for only when an expression reads it
 * @param variables the variables visible here, inner scopes already laid over outer ones
 * @param random the only source of chance ({@code States.UUID}, {@code States.MathRandom}), seeded by the turn (law 2)
 * @param now the time of the turn, which {@code $now()} and {@code $millis()} answer: no expression asks a clock
 * @param payloadBytes the largest payload there may be
 */
public record Scope(
        JsonNode input,
        Supplier<JsonNode> context,
        Map<String, JsonNode> variables,
        RandomGenerator random,
        Instant now,
        int payloadBytes) {
    /** One in which payloads are as large as with AWS. */
    public Scope(
            JsonNode input,
            Supplier<JsonNode> context,
            Map<String, JsonNode> variables,
            RandomGenerator random,
            Instant now) {
        this(input, context, variables, random, now, 262_144);
    }

    /** The same scope over another input. */
    public Scope over(JsonNode otherInput) {
        return new Scope(otherInput, context, variables, random, now, payloadBytes);
    }

    /** The same scope with another context object. */
    public Scope in(Supplier<JsonNode> otherContext) {
        return new Scope(input, otherContext, variables, random, now, payloadBytes);
    }
}
