package dev.stepwell.execution.ports;

/** All doors to the outside of an execution node. */
public record Ports(Store store, Queue queue, Net net, Clock clock, Rng rng) {}
