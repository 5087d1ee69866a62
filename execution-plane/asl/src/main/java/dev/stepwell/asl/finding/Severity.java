package dev.stepwell.asl.finding;

/** How bad a finding is: one ERROR refuses the definition, a WARNING never does. */
public enum Severity {
    ERROR,
    WARNING
}
