/**
 * SWF's domains: what keeps types, executions and task lists of one use apart from those of another, and how long closed executions are
 * kept.
 *
 * <p>Front door: {@link dev.stepwell.control.domains.Domains}. Knows nothing of executions; deprecating a domain deprecates its types.
 */
@NullMarked
package dev.stepwell.control.domains;

import org.jspecify.annotations.NullMarked;
