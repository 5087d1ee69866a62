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
    private final boolean loneState;
    private final Set<String> stateNames = new HashSet<>();
    private final Set<String> labels = new HashSet<>();

    /** @param loneState whether one state is read by itself, whose transitions lead out of what is there */
    Reading(Findings findings, QueryLanguage machineLanguage, boolean loneState) {
        this.findings = findings;
        this.machineLanguage = machineLanguage;
        this.loneState = loneState;
    }

    Findings findings() {
        return findings;
    }

    QueryLanguage machineLanguage() {
        return machineLanguage;
    }

    /** Whether the transitions of a flow at that depth are taken on trust. */
    boolean trustsTransitions(Nesting nesting) {
        return loneState && nesting.depth() == 0;
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
