/**
 * What a workflow execution of Amazon SWF is: the words that decisions, inputs, records and effects share. They are AWS's own (Amazon SWF
 * API reference, "Data Types").
 */
@NullMarked
package dev.stepwell.engine.workflow;

import org.jspecify.annotations.NullMarked;
