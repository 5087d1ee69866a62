package dev.stepwell.engine.record;

/**
 * What a record says happened. Frames are numbered in the order in which they are opened; the machine's own flow is frame 0.
 */
public sealed interface Change
        permits ExecutionChange, PauseChange, StateChange, TaskChange, FanOutChange, MapRunChange, SwfChange {}
