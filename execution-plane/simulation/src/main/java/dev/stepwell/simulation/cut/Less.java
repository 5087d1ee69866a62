package dev.stepwell.simulation.cut;

import dev.stepwell.simulation.world.Fault;
import java.util.Locale;

/** One thing that a world has less than its seed says. It is written as one word without a comma. */
public sealed interface Less {
    /** The word. */
    String word();

    /** A kind of fault never strikes. */
    record NoFault(Fault fault) implements Less {
        @Override
        public String word() {
            return "no-" + fault.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A start of an execution is not asked for.
     *
     * @param number which of those that the seed says, from 0 on
     */
    record NoStart(int number) implements Less {
        @Override
        public String word() {
            return "start-" + number;
        }
    }

    /** An execution is started and left alone: nobody stops, redrives, pauses or forks it. */
    record LeftAlone(int number) implements Less {
        @Override
        public String word() {
            return "alone-" + number;
        }
    }

    /** A start of a workflow is not asked for. */
    record NoFlow(int number) implements Less {
        @Override
        public String word() {
            return "flow-" + number;
        }
    }

    /** A workflow is started, and nobody outside cancels or terminates it. */
    record FlowLeftAlone(int number) implements Less {
        @Override
        public String word() {
            return "flowalone-" + number;
        }
    }

    /** A piece of a program is left out: it does nothing any more. */
    record NoBlock(String machine, String block) implements Less {
        @Override
        public String word() {
            return "block-" + machine + "/" + block;
        }
    }

    /** There are so many nodes at most. */
    record Nodes(int most) implements Less {
        @Override
        public String word() {
            return "nodes-" + most;
        }
    }

    /** Faults end after so many seconds at the latest. */
    record Life(int seconds) implements Less {
        @Override
        public String word() {
            return "life-" + seconds;
        }
    }

    /** The one that is written so. */
    static Less of(String word) {
        int dash = word.indexOf('-');
        String rest = word.substring(dash + 1);
        return switch (dash < 0 ? word : word.substring(0, dash)) {
            case "no" -> new NoFault(Fault.valueOf(rest.toUpperCase(Locale.ROOT)));
            case "start" -> new NoStart(Integer.parseInt(rest));
            case "alone" -> new LeftAlone(Integer.parseInt(rest));
            case "flow" -> new NoFlow(Integer.parseInt(rest));
            case "flowalone" -> new FlowLeftAlone(Integer.parseInt(rest));
            case "block" -> new NoBlock(rest.substring(0, rest.indexOf('/')), rest.substring(rest.indexOf('/') + 1));
            case "nodes" -> new Nodes(Integer.parseInt(rest));
            case "life" -> new Life(Integer.parseInt(rest));
            default -> throw new IllegalArgumentException("nothing that a world can have less of: " + word);
        };
    }
}
