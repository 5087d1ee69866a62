package dev.stepwell.gateway.rest;

import dev.stepwell.gateway.shapes.Operation;

/**
 * One way to ask for an operation.
 *
 * @param method such as {@code GET}
 * @param template its path
 * @param operation what is asked for
 * @param body whether what is no variable of the path stands in the body; else it stands in the query
 * @param further whether it is another path of an operation that has one
 */
record Route(String method, Template template, Operation operation, boolean body, boolean further) {}
