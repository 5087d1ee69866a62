package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.BentClock;
import java.time.Duration;
import java.util.List;

/**
 * The wall clock of one node of three jumps, by an hour, by a day, by seconds: no timer is early for that, and nobody takes an execution from a node
 * that lives (R7).
 */
final class ClockJumps implements Trouble {
    private static final List<String> JUMPS = List.of("+1h", "-1h", "+1d", "-1d", "+1", "+2", "+1", "-1", "-2", "+0");
    /** Longer than the clock takes to show it. */
    private static final Duration SHOWN = Duration.ofMillis(1_500);

    private static final int SLEEPERS = 60;
    private static final int SECONDS = 8;
    private static final String WAIT = """
            {"StartAt": "Sleep", "States": {"Sleep": {"Type": "Wait", "Seconds": %d, "End": true}}}""".formatted(SECONDS);

    @Override
    public int nodes() {
        return 3;
    }

    @Override
    public boolean bendsClock() {
        return true;
    }

    @Override
    public void happen(Scene scene) throws InterruptedException {
        BentClock clock = scene.village().clock();
        Machines machines = new Machines(scene);
        long stale = stale(scene);
        int rounds = scene.volume(2, 50);
        for (int round = 0; round < rounds; round++) {
            List<String> arns = machines.start(machines.create("sleeper" + round, WAIT), SLEEPERS);
            for (String jump : JUMPS) {
                clock.jump(jump);
                Thread.sleep(SHOWN);
                scene.note("jumps", 1);
            }
            int open = machines.awaitEnds(arns, 60_000);
            scene.require(open == 0, "I1", word(), open + " never woke");
            for (String arn : arns) {
                machines.slept(arn, SECONDS);
                scene.note("timers", 1);
            }
        }
        long stolen = stale(scene) - stale;
        scene.note("turns refused as stale", stolen);
        scene.require(stolen == 0, "I6", word(), stolen + " turns were stale, though no node was away");
    }

    private static long stale(Scene scene) {
        return scene.village().staleTurns().stream().mapToLong(Long::longValue).sum();
    }
}
