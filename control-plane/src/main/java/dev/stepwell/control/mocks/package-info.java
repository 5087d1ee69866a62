/**
 * Mock profiles of state machines: what the tasks of executions are pretended to answer that are started with one.
 *
 * <p>Front door: {@link dev.stepwell.control.mocks.MockProfiles}. What a profile said once never changes; the profile is a name that leads to it.
 */
@NullMarked
package dev.stepwell.control.mocks;

import org.jspecify.annotations.NullMarked;
