package dev.stepwell.engine.record;

/**
 * What happens to a workflow execution of Amazon SWF after its start, which is {@link ExecutionChange.Started} for it too. Each is the event of
 * AWS's that its comment names, unless that says otherwise, and holds what the event prints. {@code completedEventId} is the
 * {@code decisionTaskCompletedEventId}: the event of the decision task whose decisions brought it about.
 */
public sealed interface SwfChange extends Change
        permits SwfExecutionChange,
                DecisionTaskChange,
                SwfActivityChange,
                SwfTimerChange,
                SwfMarkerChange,
                SwfChildChange,
                SwfExternalChange,
                SwfLambdaChange {}
