/**
 * What a customer would write: order processing on AWS's own SDK, with functions and an activity worker that know nothing of the
 * server.
 *
 * <p>Front door: {@code deploy/demo}, which runs {@link dev.stepwell.sample.FunctionServer}, {@link
 * dev.stepwell.sample.PackingWorker} and {@link dev.stepwell.sample.OrderDemo}. It may not know any other room of the house.
 */
@NullMarked
package dev.stepwell.sample;

import org.jspecify.annotations.NullMarked;
