package dev.stepwell.bench.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the command was told.
 *
 * @param deploy the folder of the commands
 * @param workloads which, in order
 * @param measured how long each is measured
 * @param warm how long each runs before that
 * @param runners how many work at a time where it is not just one, instead of the workload's own number: a busy machine refuses more starts than
 *     it can finish
 * @param timers how many executions wait at once in {@code w6}
 * @param rounds how often all of them are run, one after another
 * @param json where the rows are written as well
 */
record Options(
        Path deploy,
        List<Workload> workloads,
        Duration measured,
        Duration warm,
        Optional<Integer> runners,
        int timers,
        int rounds,
        Optional<Path> json) {
    private static final String USAGE = "bench [--workloads " + String.join(",", Workload.words())
            + "] [--seconds N] [--warm N] [--runners N] [--timers N] [--rounds N] [--json FILE]";

    /** Reads a command line; throws with the usage when it is wrong. */
    static Options read(Path deploy, List<String> args) {
        List<Workload> workloads = Workload.quick();
        int seconds = 30;
        int warm = 10;
        Optional<Integer> runners = Optional.empty();
        int timers = 200_000;
        int rounds = 1;
        Optional<Path> json = Optional.empty();
        for (int i = 0; i < args.size(); i += 2) {
            if (i + 1 == args.size()) {
                throw new IllegalArgumentException(USAGE);
            }
            String value = args.get(i + 1);
            switch (args.get(i)) {
                case "--workloads" ->
                    workloads =
                            Arrays.stream(value.split(",")).map(Workload::of).toList();
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--warm" -> warm = Integer.parseInt(value);
                case "--runners" -> runners = Optional.of(Integer.parseInt(value));
                case "--timers" -> timers = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--json" -> json = Optional.of(Path.of(value));
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Options(
                deploy,
                workloads,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warm),
                runners,
                timers,
                rounds,
                json);
    }
}
