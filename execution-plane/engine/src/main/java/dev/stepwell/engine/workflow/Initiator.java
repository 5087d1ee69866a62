package dev.stepwell.engine.workflow;

/**
 * The decision of another workflow execution that brought something about here: a start, a signal, a request to cancel.
 *
 * @param execution whose decision it was
 * @param initiatedEventId the event of its history that tells of the decision; 0 when it was no decision
 */
public record Initiator(WorkflowExecution execution, long initiatedEventId) implements Asker {}
