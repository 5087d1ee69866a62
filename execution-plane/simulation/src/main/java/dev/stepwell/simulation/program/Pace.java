package dev.stepwell.simulation.program;

/**
 * How long things take in a program. In simulated time that costs nothing; on a real server everybody has to wait for it.
 *
 * @param longestWait seconds of a Wait, at most, now and then
 * @param usualWait seconds of most of the others, at most
 * @param workMillis how long a task takes, at most
 * @param timeouts how far apart the seconds of the times-out of tasks lie
 * @param lostAfter after how many seconds a task that nobody has in hand is given up
 */
public record Pace(int longestWait, int usualWait, int workMillis, int timeouts, int lostAfter) {
    /** For simulated time. */
    public static final Pace SIMULATED = new Pace(90, 8, 8_000, 8, 60);

    /** For a simulated year: tasks take hours, waits days and months. */
    public static final Pace YEAR = new Pace(90 * 86_400, 5 * 86_400, 28_800_000, 28_800, 43_200);

    /** For real time: programs are through within a minute or two. */
    public static final Pace REAL = new Pace(30, 10, 1_500, 3, 20);
}
