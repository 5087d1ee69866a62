package dev.stepwell.control.statemachines;

import dev.stepwell.asl.finding.Finding;
import dev.stepwell.asl.finding.Severity;
import java.util.List;

/**
 * What ValidateStateMachineDefinition answers.
 *
 * @param valid whether a machine could be made of the definition; warnings do not count
 * @param shown the findings that were asked for
 * @param truncated whether there are more of them
 */
public record Diagnosis(boolean valid, List<Finding> shown, boolean truncated) {
    /** The most findings in one answer, and what AWS gives when the client asks for 0 or nothing. */
    public static final int MOST = 100;

    public Diagnosis {
        shown = List.copyOf(shown);
    }

    /**
     * The answer about some findings.
     *
     * @param mildest the least severe finding wanted
     * @param most how many are wanted; 0 means {@link #MOST}
     */
    public static Diagnosis of(List<Finding> findings, Severity mildest, int most) {
        List<Finding> wanted = findings.stream()
                .filter(finding -> mildest == Severity.WARNING || finding.severity() == Severity.ERROR)
                .toList();
        int limit = most <= 0 ? MOST : Math.min(most, MOST);
        return new Diagnosis(
                findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR),
                wanted.subList(0, Math.min(limit, wanted.size())),
                wanted.size() > limit);
    }
}
