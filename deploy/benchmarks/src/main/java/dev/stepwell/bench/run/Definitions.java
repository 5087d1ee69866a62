package dev.stepwell.bench.run;

import dev.stepwell.bench.worker.Step;

/** The machines that workloads run. */
final class Definitions {
    /** Five states that do nothing and choose. */
    static final String PASSES = """
            {"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},
            "B":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":0,"Next":"C"}],"Default":"E"},
            "C":{"Type":"Pass","Next":"D"},
            "D":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"A"}],"Default":"E"},
            "E":{"Type":"Pass","End":true}}}""";

    /** Five states that do nothing. */
    static final String FIVE_PASSES = """
            {"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"C"},
            "C":{"Type":"Pass","Next":"D"},"D":{"Type":"Pass","Next":"E"},"E":{"Type":"Pass","End":true}}}""";

    /** A day of waiting. */
    static final String WAITS = """
            {"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":86400,"End":true}}}""";

    /** Waits until the time that its input names. */
    static final String WAITS_UNTIL = """
            {"StartAt":"W","States":{"W":{"Type":"Wait","TimestampPath":"$.until","End":true}}}""";

    /** Each item of its input, without workers. */
    static final String MAPS = """
            {"StartAt":"M","States":{"M":{"Type":"Map","End":true,
            "ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}}}}""";

    /** Counts its input's {@code left} down: two states and four events each time. */
    static final String COUNTS_DOWN = """
            {"QueryLanguage":"JSONata","StartAt":"L","States":{
            "L":{"Type":"Pass","Output":{"left":"{% $states.input.left - 1 %}"},"Next":"C"},
            "C":{"Type":"Choice","Choices":[{"Condition":"{% $states.input.left > 0 %}","Next":"L"}],"Default":"E"},
            "E":{"Type":"Succeed"}}}""";

    private Definitions() {}

    /** Five tasks of one resource, one after the other. */
    static String steps(String resource) {
        StringBuilder states = new StringBuilder();
        for (int i = 1; i <= Step.STEPS; i++) {
            states.append(i == 1 ? "" : ",")
                    .append("\"S" + i + "\":{\"Type\":\"Task\",\"Resource\":\"" + resource + "\",")
                    .append(i < Step.STEPS ? "\"Next\":\"S" + (i + 1) + "\"}" : "\"End\":true}");
        }
        return "{\"StartAt\":\"S1\",\"States\":{" + states + "}}";
    }
}
