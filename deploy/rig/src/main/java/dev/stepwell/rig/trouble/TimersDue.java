package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.House;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Timers fall due while nobody runs: each fires once, none early, all soon after the start (R13). */
final class TimersDue implements Trouble {
    private static final int SECONDS = 20;
    private static final String WAIT = """
            {"StartAt": "Sleep", "States": {"Sleep": {"Type": "Wait", "Seconds": %d, "End": true}}}""".formatted(SECONDS);
    private static final Duration DOWN = Duration.ofSeconds(25);
    private static final Duration DRAINED = Duration.ofSeconds(30);

    @Override
    public void happen(Scene scene) throws InterruptedException {
        Machines machines = new Machines(scene);
        List<String> arns = machines.start(machines.create("sleeper", WAIT), scene.volume(1_000, 100_000));
        House house = scene.village().first();
        house.kill();
        Thread.sleep(DOWN);
        house.up();
        Instant up = Instant.now();
        int late = machines.awaitEnds(arns, 4 * DRAINED.toMillis());
        scene.note("timers", arns.size());
        scene.require(late == 0, "I7", word(), late + " timers never fired");
        Instant last = up;
        int whileDown = 0;
        for (String arn : arns) {
            Machines.Sleep sleep = machines.slept(arn, SECONDS);
            whileDown += sleep.entered().plusSeconds(SECONDS).isBefore(up) ? 1 : 0;
            last = sleep.left().isAfter(last) ? sleep.left() : last;
        }
        long drained = Duration.between(up, last).toMillis();
        scene.note("due while down", whileDown);
        scene.note("ms until all had fired", drained);
        scene.require(whileDown > 0, "bite", word(), "no timer fell due while nobody ran");
        scene.require(drained <= DRAINED.toMillis(), "I7", word(), "the last fired " + drained + " ms after the start");
    }
}
