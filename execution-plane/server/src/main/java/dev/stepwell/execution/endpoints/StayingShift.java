package dev.stepwell.execution.endpoints;

import dev.stepwell.execution.tasks.Shift;

/** A shift, told of its tasks as they are handed out. */
record StayingShift(Shift shift) implements Duty.Stay {
    static Duty.Stay of(Shift shift) {
        return new StayingShift(shift);
    }

    @Override
    public void grant(int tasks) {
        shift.grant(tasks);
    }

    @Override
    public void end() {
        shift.end();
    }

    @Override
    public boolean isQuiet() {
        return shift.isQuiet();
    }
}
