package dev.stepwell.bench.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** What is measured. */
enum Workload {
    /** Five tasks done by a worker on a gRPC stream, 64 executions at a time; started over gRPC. */
    W1GRPC,
    /** Five tasks done by workers that poll with signed AWS JSON, 64 executions at a time; started the same way. */
    W1AWS,
    /** Five tasks done by functions over HTTP, 64 executions at a time; started over gRPC. */
    W1HTTP,
    /** Five executions a second of five tasks each, over gRPC streams: the time from start to finish. */
    W1LAT,
    /** Five Pass and Choice states, 64 starts at a time over gRPC: each is answered when it has ended. */
    W2,
    /** Starts of an execution that waits, by one client over gRPC. */
    W3X1,
    /** The same by 32 clients. */
    W3X32,
    /** The same by 32 clients with signed AWS JSON. */
    W3X32AWS,
    /** Synchronous executions of an express machine of five Pass states, 32 at a time over gRPC. */
    W4,
    /** An inline Map over a thousand items without workers, 4 at a time: from the start to the end. */
    W5,
    /** Executions that wait, a thousand of them due in each second: how late they end. */
    W6,
    /** The first with 100,000 closed executions in the tables, which are filled before. */
    W7C5,
    /** With a million closed ones. */
    W7C6,
    /** With 100,000 open ones as well. */
    W7O5,
    /** The first on one execution process, which is also the gateway and control. */
    W8X1,
    /** On two execution processes, the first of which is also the gateway and control. */
    W8X2,
    /** On three. */
    W8X3,
    /** Five times as many starts as the first can do, whatever becomes of them: how much is done all the same. */
    OVERLOAD,
    /** A workflow of SWF of five activities in sequence, 64 at a time: deciders and workers that poll with signed AWS JSON. */
    SWF,
    /** The round trip of a decision task over signed AWS JSON, one after the other. */
    SWFLAT,
    /** The same in 64 runs at a time. */
    SWFSAT,
    /** Thirty activities one after the other: what a sticky decider downloads. */
    SWF30,
    /** Pages of a thousand events from a history of 25,000, one after the other. */
    W9;

    static List<String> words() {
        return Arrays.stream(values()).map(Workload::word).toList();
    }

    /** Those that need neither minutes nor gigabytes before they begin. */
    static List<Workload> quick() {
        return Arrays.stream(values())
                .filter(workload -> !EnumSet.range(W6, OVERLOAD).contains(workload))
                .toList();
    }

    static Workload of(String word) {
        return Arrays.stream(values())
                .filter(workload -> workload.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a workload is one of " + words()));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The arguments of the floor's driver that do the same, with how many at a time; empty when it does not do it. */
    List<String> floor() {
        return switch (this) {
            case W1GRPC, W1AWS, W1HTTP, W7C5, W7C6, W7O5, W8X1, W8X2, W8X3 -> List.of("w1sat", "64");
            case W1LAT -> List.of("w1lat", "5");
            case W2 -> List.of("w2sat", "64");
            case W3X1 -> List.of("w3", "1");
            case W3X32, W3X32AWS -> List.of("w3", "32");
            case W4, W5, W6, W9, OVERLOAD, SWF, SWFLAT, SWFSAT, SWF30 -> List.of();
        };
    }

    /** How many execution processes share the work. */
    int nodes() {
        return switch (this) {
            case W8X2 -> 2;
            case W8X3 -> 3;
            default -> 1;
        };
    }

    int runners() {
        return switch (this) {
            case W1GRPC, W1AWS, W1HTTP, W2, W7C5, W7C6, W7O5, W8X1, W8X2, W8X3, OVERLOAD, SWF, SWFSAT -> 64;
            case W1LAT, W6 -> 0;
            case W3X1, W9, SWFLAT, SWF30 -> 1;
            case W3X32, W3X32AWS, W4 -> 32;
            case W5 -> 4;
        };
    }
}
