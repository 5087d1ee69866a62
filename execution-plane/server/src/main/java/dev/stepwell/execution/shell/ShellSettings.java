package dev.stepwell.execution.shell;

import dev.stepwell.execution.turns.Bounds;
import dev.stepwell.execution.turns.Committer;

/**
 * What a node is told about itself.
 *
 * @param name what it is called across its lives; two nodes never share it
 * @param address where the others reach it
 * @param lanes how it groups commits
 * @param bounds how much it takes on
 */
public record ShellSettings(String name, String address, Committer.Lanes lanes, Bounds bounds) {
    /** The usual settings of a node. */
    public static ShellSettings of(String name, String address) {
        return new ShellSettings(name, address, Committer.Lanes.USUAL, Bounds.USUAL);
    }
}
