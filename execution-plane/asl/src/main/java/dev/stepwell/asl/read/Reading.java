package dev.stepwell.asl.read;

import dev.stepwell.asl.finding.FindingCode;
import dev.stepwell.asl.finding.Findings;
import dev.stepwell.asl.finding.Written;
import dev.stepwell.asl.model.QueryLanguage;
import java.util.HashSet;
import java.util.Set;

/** What holds for one whole definition while it is read: the names that are taken, and the machine's query language. */
final class Reading {
    /** The most states in all flows of a definition together. */
    static final int MAX_STATES = 10_000;

    private final Findings findings;
    private final QueryLanguage machineLanguage;
    private final Set<String> stateNames = new HashSet<>();
    private final Set<String> labels = new HashSet<>();

    Reading(Findings findings, QueryLanguage machineLanguage) {
        this.findings = findings;
        this.machineLanguage = machineLanguage;
    }

    Findings findings() {
        return findings;
    }

    QueryLanguage machineLanguage() {
        return machineLanguage;
    }

    /** Takes the name of a state; names are unique in the whole machine. */
    void takeName(String name, Written state) {
        if (!stateNames.add(name)) {
            state.report(FindingCode.DUPLICATE_STATE_NAME, "Duplicate State name: " + name, state.location());
        }
        if (stateNames.size() == MAX_STATES + 1) {
            state.report("The definition has more than " + MAX_STATES + " states");
        }
    }

    /** Whether no further state is read. */
    boolean isFull() {
        return stateNames.size() > MAX_STATES;
    }

    /** Takes the Label of a Map; labels are unique in the whole machine, since map runs are named by them. */
    void takeLabel(String label, Written map) {
        if (!labels.add(label)) {
            map.report(FindingCode.DUPLICATE_LABEL_NAME, "Duplicate Label name: " + label, map.at("Label"));
        }
    }
}
