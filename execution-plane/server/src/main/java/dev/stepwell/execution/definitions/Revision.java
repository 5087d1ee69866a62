package dev.stepwell.execution.definitions;

import dev.stepwell.asl.model.Definition;
import dev.stepwell.contracts.internal.v1.DescribeRevisionResponse;

/**
 * An immutable revision of a machine.
 *
 * @param described as the control plane keeps it
 * @param definition its definition, read
 */
public record Revision(DescribeRevisionResponse described, Definition definition) {}
