/**
 * Serves the web console's built files from the class path: what its list names and nothing else.
 *
 * <p>Front door: {@link dev.stepwell.standalone.console.ConsoleController}. Knows nothing of any plane; the page asks them itself.
 */
@NullMarked
package dev.stepwell.standalone.console;

import org.jspecify.annotations.NullMarked;
