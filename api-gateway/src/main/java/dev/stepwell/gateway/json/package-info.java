/**
 * JSON to the contract's wire form and back, driven by the tables of {@link dev.stepwell.gateway.shapes}; what differs between doors
 * is a {@link dev.stepwell.gateway.json.Dialect}.
 *
 * <p>Front door: {@link dev.stepwell.gateway.json.MessageReader}, {@link dev.stepwell.gateway.json.MessageWriter}. Knows no HTTP.
 */
@NullMarked
package dev.stepwell.gateway.json;

import org.jspecify.annotations.NullMarked;
