package dev.stepwell.simulation.cluster;

/**
 * How large a world is, in every measure in which it can be made smaller.
 *
 * @param faults how many kinds of faults it has
 * @param nodes how many nodes
 * @param faultSeconds how long things go wrong in it
 * @param starts how many starts of executions clients ask for
 * @param flows how many starts of workflows
 * @param steered how many of both they stop, pause, fork, cancel or terminate
 * @param blocks how many pieces its programs have
 */
public record Size(int faults, int nodes, int faultSeconds, int starts, int flows, int steered, int blocks) {
    /** Whether it is larger than the other in no measure. */
    public boolean isWithin(Size other) {
        return faults <= other.faults
                && nodes <= other.nodes
                && faultSeconds <= other.faultSeconds
                && starts <= other.starts
                && flows <= other.flows
                && steered <= other.steered
                && blocks <= other.blocks;
    }
}
