/**
 * What tasks are pretended to answer, as Step Functions Local's mock configuration files say it: read and checked.
 *
 * <p>Front doors: {@link dev.stepwell.asl.mock.MockReader} for one test case, {@link dev.stepwell.asl.mock.MockConfig} for a whole file. Knows
 * definitions, and nothing of executions.
 */
@NullMarked
package dev.stepwell.asl.mock;

import org.jspecify.annotations.NullMarked;
