/**
 * The data folder of an installation: one process at a time, and the files that hold its secrets, readable by their owner alone.
 *
 * <p>Front door: {@link dev.stepwell.standalone.folder.DataFolder}. Knows files; neither stores nor planes.
 */
@NullMarked
package dev.stepwell.standalone.folder;

import org.jspecify.annotations.NullMarked;
