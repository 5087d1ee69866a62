/**
 * Tags of machines, activities and domains: at most 50 on each, keys compared exactly, {@code aws:} reserved.
 *
 * <p>Front doors: {@link dev.stepwell.control.tags.Tags} for the actions, {@link dev.stepwell.control.tags.TagStore} for those who
 * make and remove what tags hang on.
 */
@NullMarked
package dev.stepwell.control.tags;

import org.jspecify.annotations.NullMarked;
