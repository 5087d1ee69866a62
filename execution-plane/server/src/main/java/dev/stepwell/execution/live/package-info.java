/**
 * What has just been committed, for those who look on: every node gathers its own commits for a moment, tells the others, and hands
 * each change once to all who watch. What they cannot keep up with they are told to ask for again; nothing here holds up a commit.
 *
 * <p>Front door: {@link dev.stepwell.execution.live.Feed}. Knows no request and no filter.
 */
@NullMarked
package dev.stepwell.execution.live;

import org.jspecify.annotations.NullMarked;
