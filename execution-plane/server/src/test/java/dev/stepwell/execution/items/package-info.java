/** What readers and writers of map runs do, on buckets in memory. */
@NullMarked
package dev.stepwell.execution.items;

import org.jspecify.annotations.NullMarked;
