package dev.stepwell.asl.model;

/** The languages a state may be written in (field QueryLanguage). */
public enum QueryLanguage {
    /** The default. */
    JSONPATH,
    JSONATA
}
