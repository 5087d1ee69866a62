package dev.stepwell.asl.model;

import dev.stepwell.asl.expression.Condition;
import dev.stepwell.asl.expression.Shaping;
import java.util.Optional;

/**
 * One rule of a Choice.
 *
 * @param condition when it matches
 * @param shaping the rule's own Output and Assign; absent: the state's shaping holds
 * @param next where it leads
 */
public record ChoiceRule(Condition condition, Optional<Shaping> shaping, String next) {}
