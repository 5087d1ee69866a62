/**
 * JSONata as it is here beside the reference implementation, which runs in node as a co-process: the same expressions, and every
 * disagreement listed with a decision.
 */
@NullMarked
package dev.stepwell.asl.reference;

import org.jspecify.annotations.NullMarked;
