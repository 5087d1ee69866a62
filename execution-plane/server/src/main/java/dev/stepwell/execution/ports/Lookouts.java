package dev.stepwell.execution.ports;

/** The doors of an execution node for those who only look. */
public record Lookouts(Survey survey, News news) {}
