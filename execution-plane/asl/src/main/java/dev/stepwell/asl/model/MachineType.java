package dev.stepwell.asl.model;

/** The types of state machines; an EXPRESS machine may not wait for jobs, tokens or activity workers. */
public enum MachineType {
    STANDARD,
    EXPRESS
}
