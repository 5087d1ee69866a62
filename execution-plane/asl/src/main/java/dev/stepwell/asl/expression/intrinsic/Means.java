package dev.stepwell.asl.expression.intrinsic;

import dev.stepwell.asl.expression.jsonpath.path.Fuel;
import java.util.random.RandomGenerator;

/**
 * What functions have to work with besides their arguments.
 *
 * @param random the turn's chance
 * @param fuel the work that may still be done
 */
record Means(RandomGenerator random, Fuel fuel) {}
