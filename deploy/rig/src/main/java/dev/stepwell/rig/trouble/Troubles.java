package dev.stepwell.rig.trouble;

import java.util.List;

/** All troubles there are, in the order in which they happen. */
public final class Troubles {
    /** Each of them. */
    public static final List<Trouble> ALL = List.of(
            new Kill(),
            new KillAndFlush(),
            new RedisKilled(),
            new SessionsTerminated(),
            new PostgresCrashes(),
            new RedisAbsent(),
            new TimersDue(),
            new SameName(),
            new StopRaces(),
            new Backlog(),
            new MapKilled(),
            new KillOneFreezeOne(),
            new CommitsUnanswered(),
            new Partitions(),
            new SlowLinks(),
            new BehindPooler(),
            new RedisClusterBroken(),
            new StandbyPromoted(),
            new ClockJumps(),
            new DiskFull());

    private Troubles() {}
}
