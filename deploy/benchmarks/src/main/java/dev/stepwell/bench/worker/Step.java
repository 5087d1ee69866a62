package dev.stepwell.bench.worker;

/**
 * The work of one step: an input of about a hundred bytes with the number of the step, which the result has one higher.
 *
 * @param id whose step it is
 * @param n how many have been done before it
 */
public record Step(String id, int n) {
    /** How many steps there are. */
    public static final int STEPS = 5;

    private static final String PAD = "x".repeat(40);

    /** The input of the first. */
    public static String first(String id) {
        return new Step(id, 0).text();
    }

    /** Reads what {@link #text} wrote, as plainly as it stands there. */
    static Step read(String text) {
        int id = text.indexOf("\"id\":\"") + 6;
        int n = text.indexOf("\"n\":") + 4;
        return new Step(text.substring(id, text.indexOf('"', id)), text.charAt(n) - '0');
    }

    Step done() {
        return new Step(id, n + 1);
    }

    boolean isLast() {
        return n == STEPS;
    }

    String text() {
        return "{\"id\":\"" + id + "\",\"n\":" + n + ",\"pad\":\"" + PAD + "\"}";
    }
}
