package dev.stepwell.asl.mock;

/** A text that says nothing usable of mocks; the message names the place and what is wrong there. */
public final class MockRefusal extends Exception {
    private static final long serialVersionUID = 1;

    MockRefusal(String place, String why) {
        super(place.isEmpty() ? why : "at " + place + ": " + why);
    }
}
