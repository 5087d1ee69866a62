/**
 * One state tried by itself (TestState): the same machine runs it, one record at a time, and what it does is watched on the way.
 *
 * <p>Front door: {@link dev.stepwell.engine.trial.Trial}. Knows nothing of requests and of services; whoever holds a trial asks the
 * service that it wants asked. Nothing of a trial is kept.
 */
@NullMarked
package dev.stepwell.engine.trial;

import org.jspecify.annotations.NullMarked;
