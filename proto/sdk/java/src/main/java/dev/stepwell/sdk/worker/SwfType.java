package dev.stepwell.sdk.worker;

/** A workflow type or an activity type of SWF, by name and version. */
public record SwfType(String name, String version) {}
