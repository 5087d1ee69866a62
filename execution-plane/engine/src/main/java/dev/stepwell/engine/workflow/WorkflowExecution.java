package dev.stepwell.engine.workflow;

/** One run of a workflow, as its domain knows it (Amazon SWF API reference, WorkflowExecution). */
public record WorkflowExecution(String workflowId, String runId) {}
