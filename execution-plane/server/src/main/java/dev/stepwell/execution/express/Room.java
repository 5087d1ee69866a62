package dev.stepwell.execution.express;

/**
 * How much of this a node takes on.
 *
 * @param atOnce how many executions live at once
 * @param perTenant how many of one tenant
 * @param bytes how many bytes their states take together
 */
public record Room(int atOnce, int perTenant, long bytes) {
    /** What a node takes on unless it is told otherwise. */
    public static final Room USUAL = new Room(4_096, 1_024, 256L << 20);
}
