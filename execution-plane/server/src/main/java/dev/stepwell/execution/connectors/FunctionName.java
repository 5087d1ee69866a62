package dev.stepwell.execution.connectors;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A function as it may be named (Lambda API reference, Invoke, "FunctionName"): by name, by partial or full ARN, each with or without a
 * qualifier.
 */
record FunctionName(String region, String account, String name, Optional<String> qualifier) {
    /** Reads a name in an execution's region and account. */
    static FunctionName of(String text, String region, String account) {
        String[] p = text.split(":", -1);
        if (p.length >= 7 && p[0].equals("arn") && p[5].equals("function")) {
            return new FunctionName(p[3], p[4], p[6], p.length > 7 ? Optional.of(p[7]) : Optional.empty());
        }
        if (p.length >= 3 && p[1].equals("function")) {
            return new FunctionName(region, p[0], p[2], p.length > 3 ? Optional.of(p[3]) : Optional.empty());
        }
        return new FunctionName(region, account, p[0], p.length > 1 ? Optional.of(p[1]) : Optional.empty());
    }

    /** The same function by another qualifier. */
    FunctionName qualified(String by) {
        return new FunctionName(region, account, name, Optional.of(by));
    }

    /** The path and query of its invocation. */
    String path() {
        return "/2015-03-31/functions/" + encode(name) + "/invocations"
                + qualifier.map(q -> "?Qualifier=" + encode(q)).orElse("");
    }

    /** Its ARN with a qualifier, as causes quote it. */
    String qualifiedArn() {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + name + ":" + qualifier.orElse("$LATEST");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
