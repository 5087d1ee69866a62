package dev.stepwell.asl.read;

/**
 * What a state is read in.
 *
 * @param reading the whole definition
 * @param nesting where its flow stands
 * @param graph the transitions of its flow
 */
record Scene(Reading reading, Nesting nesting, FlowGraph graph) {}
