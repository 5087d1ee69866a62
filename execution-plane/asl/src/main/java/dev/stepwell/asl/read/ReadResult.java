package dev.stepwell.asl.read;

import dev.stepwell.asl.finding.Finding;
import dev.stepwell.asl.finding.Severity;
import dev.stepwell.asl.model.Definition;
import java.util.List;

/** What became of the text of a definition. */
public sealed interface ReadResult {
    /** Errors and warnings in the order in which they were met. */
    List<Finding> findings();

    /**
     * The definition can be run.
     *
     * @param definition what it says
     * @param findings warnings only
     */
    record Ok(Definition definition, List<Finding> findings) implements ReadResult {
        public Ok {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The definition is refused.
     *
     * @param findings at least one error, and the warnings
     */
    record Refused(List<Finding> findings) implements ReadResult {
        public Refused {
            findings = List.copyOf(findings);
        }

        /** The message of AWS's InvalidDefinition, with every error. */
        public String message() {
            return Finding.refusal(findings.stream()
                    .filter(f -> f.severity() == Severity.ERROR)
                    .toList());
        }
    }
}
