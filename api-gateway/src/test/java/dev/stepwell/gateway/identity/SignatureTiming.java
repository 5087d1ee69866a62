package dev.stepwell.gateway.identity;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.names.Region;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;

/**
 * S4: whether the time of a refusal tells how much of a signature, or of a key's id, was right. Refusals of both kinds are timed in turn, in an
 * order of chance, the slowest twentieth of all (interrupts, collections) is left out, and Welch's t compares the means. A verifier that ends at the
 * first wrong character is measured along: when it is not found, the measure tells nothing. Not a test of the build: run by {@code
 * deploy/benchmarks/timing [PAIRS]}.
 */
@NullUnmarked
final class SignatureTiming {
    private static final String NOW = "2026-01-01T00:00:00Z";
    private static final double FOUND = 4.5;
    private static final int POOL = 1 << 12;
    private static final int WARMING_UP = 100_000;
    private static final PrintStream OUT = System.out;

    private final Random random = new Random(4);
    private final SignedRequest right = Requests.sign(
            Requests.parse("""
                    POST /
                    Host:states.us-east-1.amazonaws.com
                    X-Amz-Date:20260101T000000Z
                    X-Amz-Target:AWSStepFunctions.ListActivities
                    Authorization:AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/states/aws4_request, \
                    SignedHeaders=host;x-amz-date;x-amz-target, Signature=%s

                    {"maxResults":10}""".formatted(Requests.KEY, "0".repeat(64))),
            HexFormat.of().formatHex(SigV4Verifier.sha256("{\"maxResults\":10}".getBytes(StandardCharsets.UTF_8))));

    private SignatureTiming() {}

    public static void main(String[] words) {
        int pairs = words.length == 0 ? 100_000 : Integer.parseInt(words[0]);
        SignatureTiming timing = new SignatureTiming();
        // Keys are found as gateways find them: in a map of those that were asked for lately.
        Map<String, SigningKey> lately = new ConcurrentHashMap<>(Map.of(Requests.KEY, Requests.SIGNING_KEY));
        SigV4Verifier real = new SigV4Verifier(
                id -> Optional.ofNullable(lately.get(id)), new Region("us-east-1"), () -> Instant.parse(NOW));
        real.verify(timing.right, "states"); // it is right as it stands
        double signature = timing.t("signatures: 63 digits right, or none", real, pairs, timing::almost, timing::none);
        double key = timing.t(
                "key ids: all but the last two characters, or another",
                real,
                pairs,
                timing::almostKey,
                timing::otherKey);
        double control = timing.t(
                "control: a verifier that ends at the first wrong digit", early(), pairs, timing::almost, timing::none);
        if (Math.abs(control) < FOUND) {
            OUT.println("The control was not found: this machine is too noisy for the figures above to mean anything.");
        }
        System.exit(Math.abs(signature) < FOUND && Math.abs(key) < FOUND && Math.abs(control) >= FOUND ? 0 : 1);
    }

    private static SigV4Verifier early() {
        return new SigV4Verifier(Requests.KEYS, new Region("us-east-1"), () -> Instant.parse(NOW)) {
            @Override
            boolean isSame(String expected, String shown) {
                for (int i = 0; i < expected.length(); i++) {
                    if (expected.charAt(i) != shown.charAt(i)) {
                        return false;
                    }
                }
                return true;
            }
        };
    }

    private String authorization() {
        return Requests.header(right, "authorization");
    }

    private SignedRequest signed(String signature) {
        return Requests.header(
                right, "authorization", authorization().replaceFirst("Signature=.*", "Signature=" + signature));
    }

    private SignedRequest almost(int i) {
        String signature = authorization().replaceFirst(".*Signature=", "");
        char last = signature.charAt(63);
        return signed(signature.substring(0, 63) + (last == '0' ? '1' : '0'));
    }

    private SignedRequest none(int i) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return signed(HexFormat.of().formatHex(bytes));
    }

    private SignedRequest keyed(String id) {
        return Requests.header(
                right, "authorization", authorization().replace("Credential=" + Requests.KEY, "Credential=" + id));
    }

    private SignedRequest almostKey(int i) {
        String end = "" + (char) ('F' + random.nextInt(20)) + (char) ('F' + random.nextInt(20));
        return keyed(Requests.KEY.substring(0, Requests.KEY.length() - end.length()) + end);
    }

    private SignedRequest otherKey(int i) {
        StringBuilder id = new StringBuilder();
        for (int c = 0; c < Requests.KEY.length(); c++) {
            id.append((char) ('A' + random.nextInt(26)));
        }
        return keyed(id.toString());
    }

    private double t(
            String what,
            SigV4Verifier verifier,
            int pairs,
            Function<Integer, SignedRequest> one,
            Function<Integer, SignedRequest> other) {
        SignedRequest[][] pools = new SignedRequest[2][POOL];
        for (int i = 0; i < POOL; i++) { // in turn, so that they lie alike in memory
            pools[0][i] = one.apply(i);
            pools[1][i] = other.apply(i);
        }
        long[][] times = new long[2][pairs];
        for (int i = -WARMING_UP; i < pairs; i++) {
            int first = random.nextInt(2);
            int at = random.nextInt(POOL);
            for (int each : new int[] {first, 1 - first}) {
                long time = timed(verifier, pools[each][at]);
                if (i >= 0) {
                    times[each][i] = time;
                }
            }
        }
        long[] all = new long[2 * pairs];
        System.arraycopy(times[0], 0, all, 0, pairs);
        System.arraycopy(times[1], 0, all, pairs, pairs);
        Arrays.sort(all);
        long slowest = all[(int) (all.length * 0.95)];
        double[] a = moments(times[0], slowest);
        double[] b = moments(times[1], slowest);
        double t = (a[0] - b[0]) / Math.sqrt(a[1] / a[2] + b[1] / b[2]);
        OUT.printf(
                Locale.ROOT,
                "%-55s %,d pairs: %.1f and %.1f ns, t = %.2f (%s)%n",
                what,
                pairs,
                a[0],
                b[0],
                t,
                Math.abs(t) < FOUND ? "no difference seen" : "a difference");
        return t;
    }

    private static long timed(SigV4Verifier verifier, SignedRequest request) {
        long before = System.nanoTime();
        try {
            verifier.verify(request, "states");
            throw new IllegalStateException("it was let in");
        } catch (Fault refused) {
            return System.nanoTime() - before;
        }
    }

    /** Mean, variance and number of those that are not among the slowest. */
    private static double[] moments(long[] times, long slowest) {
        double mean = 0;
        double squares = 0;
        long n = 0;
        for (long time : times) {
            if (time <= slowest) {
                n++;
                double off = time - mean;
                mean += off / n;
                squares += off * (time - mean);
            }
        }
        return new double[] {mean, squares / (n - 1), n};
    }
}
