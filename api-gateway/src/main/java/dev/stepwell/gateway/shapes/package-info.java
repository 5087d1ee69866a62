/**
 * The contract as tables, made once from its descriptors: services, operations, shapes, members and their rules, and the check of
 * a request against them.
 *
 * <p>Front door: {@link dev.stepwell.gateway.shapes.Services}, {@link dev.stepwell.gateway.shapes.ShapeCheck}. Knows no transport,
 * no spelling and no action by name. Works on protobuf's wire form, so nothing is looked up by reflection while serving.
 */
@NullMarked
package dev.stepwell.gateway.shapes;

import org.jspecify.annotations.NullMarked;
