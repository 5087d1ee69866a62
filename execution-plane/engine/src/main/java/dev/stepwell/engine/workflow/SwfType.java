package dev.stepwell.engine.workflow;

/** A workflow type or an activity type: registered under a name and a version (Amazon SWF API reference, WorkflowType, ActivityType). */
public record SwfType(String name, String version) {}
