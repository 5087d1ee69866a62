package dev.stepwell.engine.turn;

/**
 * What makes an execution the child of a map run.
 *
 * @param mapRunArn the map run
 * @param items how many items it takes
 */
public record MapChild(String mapRunArn, int items) {}
