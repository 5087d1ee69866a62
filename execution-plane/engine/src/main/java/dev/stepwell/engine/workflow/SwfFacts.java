package dev.stepwell.engine.workflow;

import java.util.Optional;

/**
 * What makes an execution a workflow execution of Amazon SWF, fixed at its start.
 *
 * @param domain the name of its domain
 * @param execution its ids
 * @param settings how it runs
 * @param hasInput whether it was given an input; an input that was not given is kept as an empty text
 * @param continuedFrom the run id of the execution that continued as this one
 * @param parent the decision that started it, if it is a child
 */
public record SwfFacts(
        String domain,
        WorkflowExecution execution,
        SwfSettings settings,
        boolean hasInput,
        Optional<String> continuedFrom,
        Optional<Initiator> parent) {}
