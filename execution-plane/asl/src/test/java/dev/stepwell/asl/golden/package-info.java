/**
 * Golden cases: data files of definitions with their findings and of states with what they make of their data, one runner for each.
 * Run with {@code -Dgolden.rewrite=true} to write what the code says now into the files; review the difference.
 */
@NullMarked
package dev.stepwell.asl.golden;

import org.jspecify.annotations.NullMarked;
